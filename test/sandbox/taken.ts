import contract from '../fixtures/contract.json';
import { type Fields, isFields } from './json';
import { later } from './later';

const { schemas } = contract;

const keysOf = (properties: object, ...more: string[]) => [
  ...Object.entries(properties)
    .filter(([, property]) => !(property instanceof Object && 'readOnly' in property))
    .map(([key]) => key),
  ...more,
];

/** What a body can set; the API passes over anything else. */
const topLevel = keysOf(
  schemas.SchemaPostAIAgentV2.properties,
  ...['inbound', 'phone_number', 'email_id'],
);

/** The same for the objects in a body, and for the items of its lists. */
const inside: Record<string, string[] | undefined> = {
  telephony: keysOf(schemas.AgentTelephony.properties, ...later.telephony),
  provider: keysOf(schemas.SchemaAgentProviderCreate.properties, 'redact_fields'),
  mock_tools: keysOf(schemas.AgentMockToolWrite.properties),
  // The id of a variable is ignored.
  dynamic_variables: ['name', 'description'],
  knowledge_base_files: keysOf(schemas.AgentKnowledgeBaseFileWrite.properties),
};

/** What belongs to the user and is taken as it is. */
const asItIs = ['mock_data', 'freetext_params', 'headers', 'config', 'predefined_metrics'];

/** What the API takes of a body: the keys that it knows, with texts that have no blanks at their ends (Inferred, DRF). */
export function taken(body: Fields): Fields {
  const known = pick(body, topLevel);
  const inner = Object.entries(known).map(([key, value]) => [key, pickInside(value, inside[key])]);
  return pick(trimmed(Object.fromEntries(inner)), topLevel);
}

function pickInside(value: unknown, keys: string[] | undefined): unknown {
  if (keys === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => pickInside(item, keys));
  return isFields(value) ? pick(value, keys) : value;
}

const pick = (fields: unknown, keys: string[]): Fields =>
  Object.fromEntries(Object.entries(fields ?? {}).filter(([key]) => keys.includes(key)));

function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(trimmed);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      asItIs.includes(key) ? inner : trimmed(inner),
    ]),
  );
}
