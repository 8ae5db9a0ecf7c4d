import {
  type Entry,
  keyName,
  type MapNode,
  type Path,
  type Span,
  type SpecNode,
} from '../ast/nodes';
import { isItemIn, isSame, isSamePlace, movedPath } from '../ast/paths';
import { eachItem, greenOf, toRed } from '../ast/positioned';
import type { SpecDocument } from './specDocument';

/** Something that was found in a text of the spec. */
export interface Found extends Span {
  /** Where the text stands. */
  path: Path;
}

interface Kept<T> {
  found: readonly T[];
  /** How far the node had been moved, and its path, when they were found. */
  shift: number;
  path: Path;
}

/**
 * Looks for something in all values of a spec, in their order, each where it is written. What was found below a node
 * is kept with it: as long as its text stays, it is not looked through again, wherever in its list it moves.
 * @param find what stands in one value; nothing else may be asked of the document than its text
 * @param mayBeIn whether it may stand in an item of a list, by the text of that item: others are not looked through
 */
export function collectPerNode<T extends Found>(
  find: (document: SpecDocument, node: SpecNode, path: Path, entry: Entry | undefined) => T[],
  mayBeIn: (source: string) => boolean = () => true,
): (document: SpecDocument) => readonly T[] {
  const kept = new WeakMap<SpecNode, Kept<T>>();

  const collect = (document: SpecDocument, { node, path, entry }: Value): readonly T[] => {
    if (node === null) return [];
    if (node.kind !== 'map' && node.kind !== 'sequence') return find(document, node, path, entry);
    const { green, shift } = greenOf(node);
    const known = kept.get(green);
    if (known !== undefined && isSamePlace(known.path, path)) {
      const by = shift - known.shift;
      if (by === 0 && isSame(known.path, path)) return known.found;
      return known.found.map((one) => moved(one, by, known.path, path));
    }
    const found = find(document, node, path, entry);
    const add = (child: Value) => {
      for (const one of collect(document, child)) found.push(one);
    };
    if (node.kind === 'map') valuesIn(node, path).forEach(add);
    else {
      const nothing: Kept<T> = { found: [], shift: 0, path: [...path, 0] };
      eachItem(node, (item, itemShift, index) => {
        const before = item && kept.get(item);
        // Most items hold nothing: they need not be made red.
        if (before?.found.length === 0 && isItemIn(before.path, path)) return;
        if (item && !mayBeIn(document.text.slice(item.start + itemShift, item.end + itemShift))) {
          kept.set(item, nothing);
          return;
        }
        add({ node: toRed(item, itemShift), path: [...path, index], entry: undefined });
      });
    }
    kept.set(green, { found, shift, path });
    return found;
  };
  return (document) => collect(document, { node: document.root, path: [], entry: undefined });
}

/** A value with its path; `entry` is undefined for items of lists and the root. */
interface Value {
  node: SpecNode | null;
  path: Path;
  entry: Entry | undefined;
}

function valuesIn({ entries }: MapNode, path: Path): Value[] {
  return entries.map((entry) => ({
    node: entry.value,
    path: [...path, keyName(entry.key)],
    entry,
  }));
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
