import type { SpecDocument } from '../document/specDocument';
import { type Entry, keyName, type Path, type SpecNode } from '../document/tree';
import type { Schema } from '../schema/descriptions';
import { schemaAt } from '../schema/lookup';

/** A value of the spec with what may stand there. */
export interface Visited {
  path: Path;
  node: SpecNode | null;
  /** Undefined for items of lists. */
  entry: Entry | undefined;
  schema: Schema;
  /** It stands between `{ }` or `[ ]`, where plain text must not hold these. */
  inFlow: boolean;
}

/** All values that stand where the schemas know a place, each once, where it is written. */
export function* visit(document: SpecDocument): Iterable<Visited> {
  yield* visitNode(document, document.root, [], undefined, false);
}

function* visitNode(
  document: SpecDocument,
  node: SpecNode | null,
  path: Path,
  entry: Entry | undefined,
  inFlow: boolean,
): Iterable<Visited> {
  const schema = schemaAt(path, document.choice);
  if (schema === undefined) return;
  yield { path, node, entry, schema, inFlow };
  if (node?.kind === 'map') {
    for (const child of node.entries) {
      if (!child.broken) {
        yield* visitNode(document, child.value, [...path, keyName(child.key)], child, node.flow);
      }
    }
  } else if (node?.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) {
      yield* visitNode(document, item, [...path, index], undefined, node.flow);
    }
  }
}
