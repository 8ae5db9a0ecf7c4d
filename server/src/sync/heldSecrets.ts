import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import { type FieldName, fieldKey } from '../../../shared/src/sync';
import type { Choice } from '../ast/choice';
import { isObject, member, valueAt } from '../base/json';
import { keysOf, schemaAt } from '../schema/lookup';
import { choiceOfAgent } from './agentContent';

/** Maps in which secrets may be required. */
const mapsWithSecrets = [
  ['provider', 'credentials'],
  ['provider', 'credentials', 'config'],
  ['provider', 'chat_agent_details', 'config'],
];

/** Maps of a user name and a password: Cekura answers the user name alone. */
const auths = [
  ['telephony', 'sip_auth'],
  ['telephony', 'websocket_auth'],
];

const platformParts = [
  ['provider', 'credentials'],
  ['provider', 'chat_agent_details'],
] as const satisfies FieldName[];

/** What Cekura replaces as a whole: a secret that is not sent with it is gone. */
const wholes = [...platformParts, ...auths];

/** The secrets that an agent must have, or by its answer has. */
export function heldSecrets(agent: JsonObject): FieldName[] {
  const choice = choiceOfAgent(agent);
  const required = mapsWithSecrets.flatMap((map) => {
    const schema = schemaAt(map, choice);
    return keysOf(schema)
      .filter((key) => schema?.required?.includes(key))
      .map((key) => [...map, key]);
  });
  const passwords = auths
    .filter((auth) => saysSomething(valueAt(agent, [...auth, 'username'])))
    .map((auth) => [...auth, 'password']);
  const all = [
    ...(isObject(agent.provider) ? required : []),
    ...configuredIn(agent, []),
    ...passwords,
  ].filter((path) => isSecret(path, choice));
  return distinct(all);
}

/**
 * The secrets that are lost when a body is sent, as it replaces what they stand in without them.
 *
 * @param dropped fields that the spec wrote earlier and no longer does
 */
export function lostSecrets(
  body: JsonObject,
  agent: JsonObject,
  { choice, dropped }: { choice: Choice; dropped: readonly FieldName[] },
): FieldName[] {
  const sent = wholes.filter((whole) => isObject(valueAt(body, whole)));
  const isIn = (path: FieldName) =>
    sent.some((whole) => whole.every((step, at) => path[at] === step));
  const isLost = (path: FieldName) =>
    isSecret(path, choice) && isIn(path) && valueAt(body, path) === undefined;
  return distinct([...heldSecrets(agent), ...dropped].filter(isLost));
}

/**
 * What may be lost when a body is sent: what the spec does not write of credentials or chat that are sent as wholes, where
 * Cekura's answer does not tell whether there is any.
 *
 * @param lost what is known to be lost
 */
export function mayBeLost(
  body: JsonObject,
  agent: JsonObject,
  { choice, lost }: { choice: Choice; lost: readonly FieldName[] },
): FieldName[] {
  const known = new Set(lost.map(fieldKey));
  return replacedParts(body, agent)
    .flatMap((part) => keysWithin(part, choice))
    .filter((path) => valueAt(body, path) === undefined && isUntold(path, agent, choice))
    .filter((path) => !known.has(fieldKey(path)));
}

/** The credentials and the chat of a body that take the place of those that the agent has, or may have. */
function replacedParts(body: JsonObject, agent: JsonObject): FieldName[] {
  // Of another provider, and of another chat, nothing is left.
  const isOfSameType = (map: FieldName) => {
    const [to, from] = [body, agent].map((side) => valueAt(side, [...map, 'type']) || null);
    return to === from;
  };
  const [credentials, chat] = platformParts;
  return [
    ...(isOfSameType(['provider']) ? [credentials] : []),
    ...(isObject(valueAt(agent, chat)) && isOfSameType(chat) ? [chat] : []),
  ].filter((part) => isObject(valueAt(body, part)));
}

/** The keys that a map may have, and those of the maps in it. */
function keysWithin(map: FieldName, choice: Choice): FieldName[] {
  return keysOf(schemaAt(map, choice))
    .map((key) => [...map, key])
    .filter((path) => schemaAt(path, choice)?.readOnly !== true)
    .flatMap((path) =>
      path.at(-1) === 'config' && path.length === 3 ? keysWithin(path, choice) : [path],
    );
}

/** Secrets that are only ever used with another key beside them. */
const usedWith: Record<string, string> = { trigger_secret: 'trigger_url' };

/**
 * Whether an answer leaves open what the agent has: credentials come back as what is configured, if at all, and secrets are
 * never in them.
 */
function isUntold(path: FieldName, agent: JsonObject, choice: Choice): boolean {
  const [key = '', part, holder] = [path.at(-1), path.slice(0, 2), path.slice(0, -1)];
  if (!isObject(valueAt(agent, part))) return true;
  if (!isSecret(path, choice)) return false;
  const held = valueAt(agent, holder);
  const other = usedWith[key];
  const isUsed = other === undefined || saysSomething(member(held, other));
  return isUsed && member(held, `${key}_configured`) === undefined;
}

const isSecret = (path: FieldName, choice: Choice) => schemaAt(path, choice)?.['x-secret'] === true;

const distinct = (fields: FieldName[]): FieldName[] => [
  ...new Map(fields.map((field) => [fieldKey(field), field])).values(),
];

const saysSomething = (value: JsonValue | undefined) =>
  value !== undefined && value !== null && value !== '';

/** Keys whose `…_configured` is true, which may be a text (`webhook_secret_configured`, later docs). */
function configuredIn(value: JsonObject, path: FieldName): FieldName[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (isObject(inner)) return configuredIn(inner, [...path, key]);
    const name = key.replace(/_configured$/, '');
    return name !== key && String(inner) === 'true' ? [[...path, name]] : [];
  });
}
