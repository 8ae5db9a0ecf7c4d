import { type Entry, keyName, type Path, type Span, type SpecNode } from './nodes';

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
  if (node.kind === 'map') {
    for (const child of node.entries) {
      const childPath = [...path, keyName(child.key)];
      if (covers(child.key, offset)) {
        return { path: childPath, entry: child, part: 'key', node: child.value };
      }
      const inside = locateIn(child.value, offset, childPath, child);
      if (inside !== undefined) return inside;
    }
  }
  if (node.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) {
      const inside = locateIn(item, offset, [...path, index], undefined);
      if (inside !== undefined) return inside;
    }
  }
  const isLeaf = node.kind === 'scalar' || node.kind === 'alias';
  return isLeaf ? { path, entry, part: 'value', node } : undefined;
}

function covers({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
