import {
  type Entry,
  keyName,
  type MapNode,
  type Path,
  type SequenceNode,
  type Span,
  type SpecNode,
} from './nodes';

/** What stands at an offset of the text. */
export interface Located {
  path: Path;
  /** Undefined for items of lists and the root. */
  entry: Entry | undefined;
  part: 'key' | 'value';
  node: SpecNode | null;
}

/** The innermost key or value around an offset; undefined when there is none. */
export function locate(root: SpecNode | null, offset: number): Located | undefined {
  return locateIn(root, offset, [], undefined);
}

function locateIn(
  node: SpecNode | null,
  offset: number,
  path: Path,
  entry: Entry | undefined,
): Located | undefined {
  if (node === null || !covers(node, offset)) return undefined;
  if (node.kind === 'map') return locateInMap(node, offset, path);
  if (node.kind === 'sequence') return locateInList(node, offset, path);
  return { path, entry, part: 'value', node };
}

function locateInMap({ entries }: MapNode, offset: number, path: Path): Located | undefined {
  for (const entry of entries) {
    const { key, value } = entry;
    const below = [...path, keyName(key)];
    if (covers(key, offset)) return { path: below, entry, part: 'key', node: value };
    const inside = locateIn(value, offset, below, entry);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function locateInList({ items }: SequenceNode, offset: number, path: Path): Located | undefined {
  for (const [index, item] of items.entries()) {
    const inside = locateIn(item, offset, [...path, index], undefined);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function covers({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Whether two offsets stand in the same entry of a map. */
export function areOfOneEntry({ entries }: MapNode, one: number, other: number): boolean {
  const entryAt = (at: number) => entries.findLast(({ key }) => key.start <= at);
  return entryAt(one) === entryAt(other);
}
