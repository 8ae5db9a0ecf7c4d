import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import type { FieldName } from '../../../shared/src/sync';
import type { Choice } from '../ast/choice';
import { isObject, valueAt } from '../base/json';
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

/** What Cekura replaces as a whole: a secret that is not sent with it is gone. */
const wholes = [['provider', 'credentials'], ['provider', 'chat_agent_details'], ...auths];

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
  return [...new Map(all.map((path) => [path.join('.'), path])).values()];
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
  const lost = [...heldSecrets(agent), ...dropped].filter(isLost);
  return [...new Map(lost.map((path) => [path.join('.'), path])).values()];
}

const isSecret = (path: FieldName, choice: Choice) => schemaAt(path, choice)?.['x-secret'] === true;

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
