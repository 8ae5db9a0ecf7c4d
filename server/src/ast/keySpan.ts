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
    const written = keyAt(nodeAt(root, path.slice(0, depth - 1)), path[depth - 1] ?? 0);
    if (written !== undefined) return written;
  }
  return (root && firstKey(root)) ?? { start: 0, end: 0 };
}

function keyAt(parent: SpecNode | null, step: string | number): Span | undefined {
  if (typeof step === 'string') return entry(parent, step)?.key;
  const item = parent?.kind === 'sequence' ? resolve(parent.items[step]) : null;
  return item === null ? undefined : (firstKey(item) ?? item);
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
