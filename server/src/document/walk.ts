import { type Entry, keyName, type Path, type SpecNode } from './tree';

/** A node where it is written. */
export interface Walked {
  node: SpecNode;
  path: Path;
  /** Undefined for items of lists and the root. */
  entry: Entry | undefined;
}

/** Every node of a tree, each once, where it is written: aliases are given, not followed. */
export function* walk(
  node: SpecNode | null,
  path: Path = [],
  entry: Entry | undefined = undefined,
): Iterable<Walked> {
  if (node === null) return;
  yield { node, path, entry };
  if (node.kind === 'map') {
    for (const child of node.entries) {
      yield* walk(child.value, [...path, keyName(child.key)], child);
    }
  } else if (node.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) yield* walk(item, [...path, index]);
  }
}
