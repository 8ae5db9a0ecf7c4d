import { mapSpan } from '../ast/keySpan';
import { entry, nodeAt, toData } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { addKey } from '../fixes/addKey';
import { moveKey } from '../fixes/moveKey';
import { removeKey } from '../fixes/removeKey';
import { schemaAt } from '../schema/lookup';
import type { Finding, Rule } from './finding';
import { firstSentence } from './messageText';
import { type Visited, visit } from './visit';

/** What the annotations of `schemas/` say of single keys: read-only, newer names, wanted keys. */
export const annotationRule: Rule = function* (document) {
  for (const visited of visit(document)) {
    yield* checkKey(document, visited);
    const { node, path } = visited;
    if (node?.kind !== 'map' || node.incomplete) continue;
    for (const key of visited.schema['x-recommended'] ?? []) {
      if (entry(node, key) !== undefined) continue;
      const description = schemaAt([...path, key], document.choice)?.description;
      yield {
        ...mapSpan(document.root, path, node),
        path,
        severity: 'warning',
        code: 'missing-key',
        message: `\`${key}\` is missing: ${firstSentence(description)}.`,
        fixes: addKey(key),
      };
    }
  }
};

function* checkKey(
  { root }: SpecDocument,
  { entry: written, schema, path, node }: Visited,
): Iterable<Finding> {
  if (written === undefined) return;
  const { start, end } = written.key;
  const key = String(path.at(-1));
  if (schema.readOnly === true) {
    yield {
      start,
      end,
      path,
      severity: 'warning',
      code: 'read-only-key',
      message: `\`${key}\` is set by Cekura and not sent: remove it.`,
      fixes: removeKey,
    };
  }
  const newer = schema['x-prefer'];
  if (newer !== undefined) {
    const other = nodeAt(root, newer.split('.'));
    const isSame = other !== null && toData(other) === toData(node);
    yield {
      start,
      end,
      path,
      severity: 'information',
      code: 'older-key',
      message: `\`${key}\` still works here; newer specs write \`${newer}\`.`,
      fixes: isSame ? removeKey : moveKey(newer.split('.')),
    };
  }
}
