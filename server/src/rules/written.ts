import { keyName, type Path, type ScalarNode, type SpecNode } from '../ast/nodes';
import { memoize } from '../base/memoize';
import type { SpecDocument } from '../document/specDocument';

/** A value of the spec, also where the schemas know of none. */
export interface Written<Node extends SpecNode = SpecNode> {
  node: Node;
  path: Path;
  /** It stands between `{ }` or `[ ]`, where plain text must not hold these. */
  inFlow: boolean;
}

/** All values, each once, where it is written; worked out once for a document, as several rules ask. */
export const writtenValues = memoize((document: SpecDocument): readonly Written[] => {
  const found: Written[] = [];
  const collect = (node: SpecNode | null, path: Path, inFlow: boolean) => {
    if (node === null) return;
    found.push({ node, path, inFlow });
    if (node.kind === 'sequence')
      for (const [index, item] of node.items.entries()) collect(item, [...path, index], node.flow);
    if (node.kind !== 'map') return;
    for (const { key, value, broken } of node.entries)
      if (!broken) collect(value, [...path, keyName(key)], node.flow);
  };
  collect(document.root, [], false);
  return found;
});

/** Those of `writtenValues` that are single values. */
export const writtenScalars = memoize((document: SpecDocument): readonly Written<ScalarNode>[] =>
  writtenValues(document).flatMap(({ node, ...place }) =>
    node.kind === 'scalar' ? [{ node, ...place }] : [],
  ),
);
