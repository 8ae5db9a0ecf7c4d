import type { SpecDocument } from '../document/specDocument';
import {
  entriesOf,
  entry,
  type MapNode,
  nodeAt,
  type Path,
  resolve,
  type SpecNode,
} from '../document/tree';
import type { JsonObject, JsonValue, SpecRequest, Template } from '../messages';
import { findingsOf } from '../rules';
import { schemaAt, typesOf } from '../schema/lookup';
import { partsOf } from './placeholders';

/** What would be sent for a spec: see `SpecRequest`. */
export function requestOf(document: SpecDocument): SpecRequest {
  const { root, textDocument } = document;
  const templates: Template[] = [];
  const errors = findingsOf(document).filter(({ severity }) => severity === 'error');
  const id = nodeAt(root, ['id']);
  return {
    version: textDocument.version,
    body: root?.kind === 'map' ? bodyOf(document, root, templates) : null,
    templates,
    errors: errors.map((finding) => document.rangeOf(finding)),
    agentId: id?.kind === 'scalar' && typeof id.value === 'number' ? id.value : null,
  };
}

/** Everything but `id`, which marks a created agent, and what only the server sets. */
function bodyOf(document: SpecDocument, root: MapNode, templates: Template[]): JsonObject {
  const isSent = (key: string) =>
    key !== 'id' && schemaAt([key], document.choice)?.readOnly !== true;
  const pairs = [...entriesOf(root)]
    .filter(([key]) => isSent(key))
    .map(([key, { value }]): [string, JsonValue] => [
      key,
      toJson(document, value, [key], templates),
    ]);
  return Object.fromEntries(pairs);
}

function toJson(
  document: SpecDocument,
  node: SpecNode | null,
  path: Path,
  templates: Template[],
): JsonValue {
  const resolved = resolve(node);
  if (resolved === null) return null;
  if (resolved.kind === 'sequence') {
    return resolved.items.map((item, index) => toJson(document, item, [...path, index], templates));
  }
  if (resolved.kind === 'map') {
    if (isLocalFile(resolved, path)) return localFile(document, resolved, path, templates);
    const pairs = [...entriesOf(resolved)].map(([key, { value }]): [string, JsonValue] => [
      key,
      toJson(document, value, [...path, key], templates),
    ]);
    return Object.fromEntries(pairs);
  }
  const { value } = resolved;
  if (typeof value !== 'string') return value;
  const parts = partsOf(value, path);
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') return only;
  const types = typesOf(schemaAt(path, document.choice) ?? {});
  const as = types.includes('integer') && !types.includes('string') ? 'integer' : 'string';
  templates.push({ path, parts, as, range: document.rangeOf(resolved) });
  return value;
}

function isLocalFile(node: SpecNode, path: Path): boolean {
  return (
    path.length === 2 && path[0] === 'knowledge_base_files' && entry(node, 'path') !== undefined
  );
}

/** A knowledge base entry with `path:` is sent as the file's name and its bytes. */
function localFile(
  document: SpecDocument,
  node: SpecNode,
  path: Path,
  templates: Template[],
): JsonObject {
  const file = nodeAt(node, ['path']);
  const name = file?.kind === 'scalar' ? String(file.value) : '';
  templates.push({
    path: [...path, 'content_base64'],
    parts: [{ kind: 'fileBase64', name }],
    as: 'string',
    range: document.rangeOf(file ?? node),
  });
  const fileName = nodeAt(node, ['file_name']) ?? nodeAt(node, ['name']);
  const given = fileName?.kind === 'scalar' ? String(fileName.value) : undefined;
  return { file_name: given ?? name.replace(/^.*[\\/]/, ''), content_base64: `\${file:${name}}` };
}
