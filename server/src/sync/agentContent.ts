import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { isObject, member } from '../base/json';
import { keysOf, schemaAt } from '../schema/lookup';

/**
 * An agent, as `GET /test_framework/v2/aiagents/{id}/` (later docs) answers it, in the shape that a spec writes: without
 * what only Cekura sets, and without the ids of tools and variables. Every value is as it was; null, empty and absent
 * stay three things.
 */
export function contentOf(agent: JsonObject): JsonObject {
  return mapOf(agent, [], choiceOfAgent(agent));
}

/** The types that an agent has. */
export function choiceOfAgent(agent: JsonObject): Choice {
  const provider = member(agent, 'provider');
  const typeOf = (value: JsonValue | undefined) => {
    const type = member(value, 'type');
    return typeof type === 'string' ? type : undefined;
  };
  return {
    provider: typeOf(provider) ?? '',
    chat: typeOf(member(provider, 'chat_agent_details')),
    imports: false,
  };
}

/** Whether the keys of a map at a path mean something by themselves; those of others are the user's own. */
export function hasKnownKeys(path: Path, choice: Choice): boolean {
  const schema = schemaAt(path, choice);
  return keysOf(schema).length > 0 || schema?.additionalProperties === false;
}

/** Lists whose items have ids that Cekura gives, and that match by name as well. */
const namedLists = new Set<string | number>(['mock_tools', 'dynamic_variables']);

function mapOf(map: JsonObject, path: Path, choice: Choice): JsonObject {
  const isOpen = typeof schemaAt(path, choice)?.additionalProperties === 'object';
  if (isOpen || !hasKnownKeys(path, choice)) return map;
  const isNamedItem = path.length === 2 && namedLists.has(path[0] ?? '');
  const kept = keysOf(schemaAt(path, choice)).filter((key) => {
    const isId = key === 'id' && (path.length === 0 || isNamedItem);
    return Object.hasOwn(map, key) && !isId && !schemaAt([...path, key], choice)?.readOnly;
  });
  return Object.fromEntries(
    kept.map((key) => [key, inner(map[key] ?? null, [...path, key], choice)]),
  );
}

function inner(value: JsonValue, path: Path, choice: Choice): JsonValue {
  if (Array.isArray(value))
    return value.map((item, index) => inner(item, [...path, index], choice));
  return isObject(value) ? mapOf(value, path, choice) : value;
}
