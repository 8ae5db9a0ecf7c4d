import { Document, isScalar } from 'yaml';
import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import { escapeHidden } from '../../../shared/src/plainText';
import type { Choice } from '../ast/choice';
import { isObject, withValueAt } from '../base/json';
import { schemaAt } from '../schema/lookup';
import { SecretNames } from '../schema/secretName';
import { choiceOfAgent, contentOf } from './agentContent';
import { type Field, fieldsOf } from './fields';
import { heldSecrets } from './heldSecrets';
import { isOwnData } from './sameValue';
import { writtenValue } from './writtenValue';
import { layout, quoteWhereNeeded } from './yamlText';

/**
 * An agent of the API as the text of a spec: the keys that a spec may hold in the order of the
 * schema, `id` first. Left out is what only the server sets and what says nothing (null, empty);
 * what cannot be seen is written as escapes, and secrets as placeholders.
 *
 * @param agent the answer of `GET /test_framework/v2/aiagents/{id}/` (later docs)
 * @param withSecrets writes placeholders where the agent has secrets, which Cekura never gives back
 */
export function agentSpec(agent: JsonObject, { withSecrets = false } = {}): string {
  const choice = choiceOfAgent(agent);
  const secrets = withSecrets ? heldSecrets(agent) : [];
  const whole = secrets.reduce((body, path) => withValueAt(body, path, 'secret'), agent);
  const said = saying(fieldsOf(contentOf(whole), choice), choice);
  const names = new SecretNames(choice);
  // What most of them are is not known: each place has one of its own.
  const content = writtenValue(said, [], choice, (path, secret) =>
    names.nameFor(path, `${path.join('.')} ${secret}`),
  );
  const id = typeof agent.id === 'number' ? { id: agent.id } : {};
  const held = { ...id, ...(isObject(content) && content) };
  const spec = new Document(held, { aliasDuplicateObjects: false });
  for (const path of secrets) {
    const node = spec.getIn(path, true);
    if (isScalar(node)) node.comment = ' kept by Cekura';
  }
  quoteWhereNeeded(spec);
  return escapeHidden(spec.toString(layout));
}

/** What a field says: without keys that say nothing, as nobody writes them. */
export function saying(field: Field, choice: Choice): JsonValue {
  if (field.kind === 'value') return field.value;
  const required = schemaAt(field.path, choice)?.required ?? [];
  const held = [...field.inner].flatMap(([name, inner]): [string, JsonValue][] => {
    const value = saying(inner, choice);
    const isNeeded = field.kind === 'set' || required.includes(name) || isOwnData(inner.path);
    return isNeeded || !saysNothing(value) ? [[name, value]] : [];
  });
  return field.kind === 'set' ? held.map(([, item]) => item) : Object.fromEntries(held);
}

function saysNothing(value: JsonValue): boolean {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return value === null || value === '' || isEmpty;
}
