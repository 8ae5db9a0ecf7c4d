import type { JsonObject, JsonValue, SpecRequest, Template } from '../../../shared/src/messages';
import type { Choice } from '../ast/choice';
import {
  entriesOf,
  entry,
  type MapNode,
  nodeAt,
  type Path,
  resolve,
  type SpecNode,
} from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { isOneLine, sentText } from '../placeholders/oneLine';
import { templatePartsOf } from '../placeholders/placeholders';
import { mayBeSecret } from '../placeholders/secretPlaces';
import { schemaAt, typesOf } from '../schema/lookup';
import { maskSecrets } from './mask';
import { type PlainSecret, plainSecretsOf, secretTemplates } from './plainSecrets';

/** What is found on the way through a spec, beside its body. */
interface Found {
  templates: Template[];
  plainSecrets: PlainSecret[];
}

/** A request without what the rules say of the spec. */
export type Draft = Omit<SpecRequest, 'errors' | 'unfilled'>;

/** What would be sent for a spec, whether or not it has errors: see `SpecRequest`. */
export function requestOf(document: SpecDocument): Draft {
  const { plainSecrets, ...request } = draftOf(document);
  return { ...request, plainSecrets: plainSecrets.flatMap(({ secrets }) => secrets) };
}

/** The request fit to be shown: see `cekuraAgent/preview`. */
export function previewOf(document: SpecDocument): Omit<Draft, 'plainSecrets'> {
  const { body, templates, plainSecrets, ...request } = draftOf(document);
  const hidden = new Set(plainSecrets.map(({ path }) => path.join('.')));
  return {
    ...request,
    body: body && maskSecrets(body, document.choice),
    templates: [
      ...templates.filter(({ path }) => !hidden.has(path.join('.'))),
      ...secretTemplates(plainSecrets, document.choice),
    ],
  };
}

function draftOf(document: SpecDocument) {
  const { root, version } = document;
  const found: Found = { templates: [], plainSecrets: [] };
  return {
    version,
    body: root?.kind === 'map' ? mapOf(document, root, [], found) : null,
    ...found,
    agentId: agentIdOf(document),
  };
}

/** The spec's `id:`, which marks an agent that was created from it; null when there is none. */
export function agentIdOf({ root }: SpecDocument): number | null {
  const id = nodeAt(root, ['id']);
  return id?.kind === 'scalar' && typeof id.value === 'number' ? id.value : null;
}

/** Everything but what marks a created agent, and what only the server sets. */
function mapOf(document: SpecDocument, map: MapNode, path: Path, found: Found): JsonObject {
  const pairs = [...entriesOf(map)]
    .map(([key, { value }]) => ({ key, value, place: [...path, key] }))
    .filter(({ place }) => isSent(place, document.choice))
    .map(({ key, value, place }): [string, JsonValue] => [
      key,
      toJson(document, value, place, found),
    ]);
  return Object.fromEntries(pairs);
}

function isSent(path: Path, choice: Choice): boolean {
  return path.join() !== 'id' && schemaAt(path, choice)?.readOnly !== true;
}

function toJson(
  document: SpecDocument,
  node: SpecNode | null,
  path: Path,
  found: Found,
): JsonValue {
  const resolved = resolve(node);
  if (resolved === null) return null;
  if (resolved.kind === 'sequence') {
    return resolved.items.map((item, index) => toJson(document, item, [...path, index], found));
  }
  if (resolved.kind === 'map') {
    if (isLocalFile(resolved, path)) return localFile(document, resolved, path, found);
    return mapOf(document, resolved, path, found);
  }
  const { value: written } = resolved;
  const value = typeof written === 'string' ? sentText(written, path, document.choice) : written;
  const secrets = value === null ? [] : plainSecretsOf(String(value), path, document.choice);
  if (secrets.length > 0) found.plainSecrets.push({ path, text: String(value), secrets });
  if (typeof value !== 'string') return value;
  const parts = templatePartsOf(value, path);
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') return only;
  const isSecret = mayBeSecret(path, document.choice);
  found.templates.push({ path, parts, as: kindAt(path, document.choice), isSecret });
  return value;
}

function kindAt(path: Path, choice: Choice): Template['as'] {
  if (isOneLine(path, choice)) return 'line';
  return typesOf(schemaAt(path, choice) ?? {}).includes('integer') ? 'integer' : 'string';
}

function isLocalFile(node: SpecNode, path: Path): boolean {
  return (
    path.length === 2 && path[0] === 'knowledge_base_files' && entry(node, 'path') !== undefined
  );
}

/** A knowledge base entry with `path:` is sent as the file's name and its bytes. */
function localFile(document: SpecDocument, node: SpecNode, path: Path, found: Found): JsonObject {
  const file = nodeAt(node, ['path']);
  const name = file?.kind === 'scalar' ? String(file.value) : '';
  found.templates.push({
    path: [...path, 'content_base64'],
    parts: [{ kind: 'fileBase64', name }],
    as: 'string',
    isSecret: false,
  });
  const given = nodeAt(node, ['file_name']) ?? nodeAt(node, ['name']);
  return {
    file_name: given
      ? toJson(document, given, [...path, 'file_name'], found)
      : name.replace(/^.*[\\/]/, ''),
    content_base64: `\${file:${name}}`,
  };
}
