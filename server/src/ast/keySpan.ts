import {
  entry,
  nodeAt,
  type Path,
  resolve,
  type ScalarNode,
  type Span,
  type SpecNode,
} from './nodes';

/** The key of the last step of a path that is written; of an item its first key. */
export function keySpan(root: SpecNode | null, path: Path): Span {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const step = path[depth - 1];
    const parent = nodeAt(root, path.slice(0, depth - 1));
    if (typeof step === 'string') {
      const written = entry(parent, step);
      if (written !== undefined) return written.key;
    } else {
      const item = parent?.kind === 'sequence' ? resolve(parent.items[step ?? 0]) : null;
      if (item !== null) return firstKey(item) ?? item;
    }
  }
  return (root && firstKey(root)) ?? { start: 0, end: 0 };
}

/** The first key of a map, where the map itself is marked. */
function firstKey(node: SpecNode): ScalarNode | undefined {
  return node.kind === 'map' ? node.entries[0]?.key : undefined;
}

/** Where a map is marked for what it lacks: its key, or its first key in a list and at the root. */
export function mapSpan(root: SpecNode | null, path: Path, node: SpecNode): Span {
  const isNamed = typeof path.at(-1) === 'string';
  const { start, end } = isNamed ? keySpan(root, path) : (firstKey(node) ?? node);
  return { start, end };
}
