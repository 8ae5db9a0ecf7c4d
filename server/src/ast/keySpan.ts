import {
  entry,
  nodeAt,
  type Path,
  resolve,
  type ScalarNode,
  type Span,
  type SpecNode,
} from './nodes';

/** The key of the last named step of a path that is written. */
export function keySpan(root: SpecNode | null, path: Path): Span {
  return lastWritten(root, path).key;
}

/** The last step of a path that is written: its key (an item's first key), and all that it holds. */
export function lastWritten(root: SpecNode | null, path: Path): { key: Span; whole: Span } {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const written = writtenAt(nodeAt(root, path.slice(0, depth - 1)), path[depth - 1] ?? 0);
    if (written !== undefined) return written;
  }
  const whole = root ?? { start: 0, end: 0 };
  return { key: (root && firstKey(root)) ?? { start: 0, end: 0 }, whole };
}

function writtenAt(
  parent: SpecNode | null,
  step: string | number,
): { key: Span; whole: Span } | undefined {
  if (typeof step === 'number') {
    const item = parent?.kind === 'sequence' ? resolve(parent.items[step]) : null;
    return item === null ? undefined : { key: firstKey(item) ?? item, whole: item };
  }
  const written = entry(parent, step);
  if (written === undefined) return undefined;
  const { key, value } = written;
  return { key, whole: { start: key.start, end: value?.end ?? key.end } };
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
