import type { JsonValue } from '../../../shared/src/messages';
import { entriesOf, resolve, type SpecNode } from '../ast/nodes';

/** A part of the tree as JSON, aliases and merge keys followed. */
export function jsonOfNode(node: SpecNode | null): JsonValue {
  const resolved = resolve(node);
  if (resolved === null) return null;
  if (resolved.kind === 'scalar') return resolved.value;
  if (resolved.kind === 'sequence') return resolved.items.map(jsonOfNode);
  const held = [...entriesOf(resolved)].map(([key, { value }]): [string, JsonValue] => [
    key,
    jsonOfNode(value),
  ]);
  return Object.fromEntries(held);
}
