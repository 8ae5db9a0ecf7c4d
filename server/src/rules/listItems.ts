import { entry, type Path, resolve, type SequenceNode, type SpecNode } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';

/** The maps in a list at the root, with their paths. */
export function* mapsIn({ root }: SpecDocument, list: string): Iterable<[SpecNode, Path]> {
  for (const [index, item] of (listIn(root, list)?.items ?? []).entries()) {
    const map = resolve(item);
    if (map?.kind === 'map') yield [map, [list, index]];
  }
}

/** The list under a key, unless a syntax error stands in it. */
export function listIn(holder: SpecNode | null, key: string): SequenceNode | undefined {
  const written = entry(holder, key);
  const value = written?.broken === false ? resolve(written.value) : null;
  return value?.kind === 'sequence' ? value : undefined;
}
