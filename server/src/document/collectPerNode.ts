import {
  type Entry,
  keyName,
  type MapNode,
  type Path,
  type SequenceNode,
  type Span,
  type SpecNode,
} from '../ast/nodes';
import { isSamePlace, movedPath } from '../ast/paths';
import { greenOf } from '../ast/positioned';
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
    const { green, shift } = greenOf(node);
    const known = kept.get(green);
    if (known !== undefined && isSamePlace(known.path, path))
      return known.found.map((one) => moved(one, shift - known.shift, known.path, path));
    const found = [...own];
    for (const { step, value, entry } of childrenOf(node)) {
      for (const one of below(document, value, [...path, step], entry)) found.push(one);
    }
    kept.set(green, { found, shift, path });
    return found;
  };
  return (document) => below(document, document.root, [], undefined);
}

interface Child {
  step: string | number;
  value: SpecNode | null;
  /** Undefined for items of lists. */
  entry: Entry | undefined;
}

function childrenOf(node: MapNode | SequenceNode): Child[] {
  return node.kind === 'map'
    ? node.entries.map((entry) => ({ step: keyName(entry.key), value: entry.value, entry }))
    : node.items.map((value, step) => ({ step, value, entry: undefined }));
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
