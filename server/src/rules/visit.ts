import type { Choice } from '../ast/choice';
import {
  type AliasNode,
  type Entry,
  entriesOf,
  isMerge,
  keyName,
  type Path,
  resolve,
  type SpecNode,
} from '../ast/nodes';
import { memoize } from '../base/memoize';
import type { SpecDocument } from '../document/specDocument';
import type { Schema } from '../schema/descriptions';
import { schemaAt, schemaBelow } from '../schema/lookup';

/** A value of the spec with what may stand there. */
export interface Visited {
  path: Path;
  node: Exclude<SpecNode, AliasNode> | null;
  /** Undefined for items of lists. */
  entry: Entry | undefined;
  schema: Schema;
  /** It stands between `{ }` or `[ ]`, where plain text must not hold these. */
  inFlow: boolean;
}

/**
 * All values that stand where the schemas know a place, those that aliases and merge keys bring in as
 * well; worked out once for a document, as several rules ask.
 */
export const visit = memoize((document: SpecDocument): readonly Visited[] => {
  const found: Visited[] = [];
  const schema = schemaAt([], document.choice);
  if (schema !== undefined) {
    collect(
      { path: [], node: resolve(document.root), entry: undefined, schema, inFlow: false },
      document.choice,
      found,
    );
  }
  return found;
});

function collect(visited: Visited, choice: Choice, found: Visited[]): void {
  found.push(visited);
  const { node, path, schema } = visited;
  if (node === null || node.kind === 'scalar') return;
  const inFlow = node.flow;
  const below = (step: string | number, child: SpecNode | null, entry: Entry | undefined) => {
    const childPath = [...path, step];
    const childSchema = schemaBelow(schema, step, childPath, childPath.length, choice);
    if (childSchema === undefined) return;
    const value = resolve(child);
    collect({ path: childPath, node: value, entry, schema: childSchema, inFlow }, choice, found);
  };
  if (node.kind === 'map') {
    const merged = node.entries.some(isMerge) ? [...entriesOf(node).values()] : [];
    for (const child of new Set([...node.entries, ...merged])) {
      if (!child.broken) below(keyName(child.key), child.value, child);
    }
  } else {
    for (const [index, item] of node.items.entries()) below(index, item, undefined);
  }
}
