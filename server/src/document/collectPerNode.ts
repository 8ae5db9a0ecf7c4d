import { type Entry, keyName, type Path, type Span, type SpecNode } from '../ast/nodes';
import { isSamePlace, movedPath } from '../ast/paths';
import { originOf } from '../ast/positioned';
import type { SpecDocument } from './specDocument';

/** Something that was found in a text of the spec. */
export interface Found extends Span {
  /** Where the text stands. */
  path: Path;
}

interface Kept<T> {
  found: T[];
  /** How far the node had been moved, and its path, when they were found. */
  shift: number;
  path: Path;
}

/**
 * Looks for something in all values of a spec, in their order, each where it is written. What was found below a node
 * is kept with it: as long as its text stays, it is not looked through again, wherever in its list it moves.
 * @param find what stands in one value; nothing else may be asked of the document than its text
 */
export function collectPerNode<T extends Found>(
  find: (document: SpecDocument, node: SpecNode, path: Path, entry: Entry | undefined) => T[],
): (document: SpecDocument) => T[] {
  const kept = new WeakMap<SpecNode, Kept<T>>();

  const below = (
    document: SpecDocument,
    node: SpecNode | null,
    path: Path,
    entry: Entry | undefined,
  ): T[] => {
    if (node === null) return [];
    const own = find(document, node, path, entry);
    if (node.kind !== 'map' && node.kind !== 'sequence') return own;
    const { origin, shift } = originOf(node);
    const known = kept.get(origin);
    if (known !== undefined && isSamePlace(known.path, path))
      return known.found.map((one) => moved(one, shift - known.shift, known.path, path));
    const found = [...own];
    if (node.kind === 'map') {
      for (const child of node.entries) {
        const place = [...path, keyName(child.key)];
        for (const one of below(document, child.value, place, child)) found.push(one);
      }
    } else {
      for (const [index, item] of node.items.entries()) {
        for (const one of below(document, item, [...path, index], undefined)) found.push(one);
      }
    }
    kept.set(origin, { found, shift, path });
    return found;
  };
  return (document) => below(document, document.root, [], undefined);
}

function moved<T extends Found>(found: T, shift: number, from: Path, to: Path): T {
  const { start, end, path } = found;
  return {
    ...found,
    start: start + shift,
    end: end + shift,
    path: movedPath(path, from, to),
  };
}
