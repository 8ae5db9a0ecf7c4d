import type { SpecNode } from '../server/src/ast/nodes';

/** A tree as plain data, so that trees can be compared by all that they say. */
export function plainTree(node: SpecNode | null): unknown {
  if (node === null) return null;
  const { kind, start, end } = node;
  if (node.kind === 'map') {
    const entries = node.entries.map(({ key, value, broken }) => [
      { ...key },
      plainTree(value),
      broken,
    ]);
    return { kind, start, end, flow: node.flow, incomplete: node.incomplete, entries };
  }
  if (node.kind === 'sequence') return { kind, start, end, items: node.items.map(plainTree) };
  return node.kind === 'alias' ? { kind, start, end, name: node.name } : { ...node };
}
