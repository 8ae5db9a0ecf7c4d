import type { JsonObject } from '../../../shared/src/messages';
import type { Difference } from '../../../shared/src/sync';
import { maskSecrets } from '../request/mask';
import { choiceOfAgent } from './agentContent';
import { type Field, fieldsOf, jsonOf } from './fields';

/**
 * What a create sends, field by field, secrets masked: as differences from an agent that has nothing.
 *
 * @param filled the request's body with its placeholders in place, but for those that need a secret
 */
export function createdFields(filled: JsonObject): Difference[] {
  const choice = choiceOfAgent(filled);
  return differencesOf(fieldsOf(maskSecrets(filled, choice), choice), []);
}

function differencesOf(field: Field, name: string[]): Difference[] {
  if (field.kind === 'value' || field.inner.size === 0)
    return [{ field: name, changed: 'here', here: jsonOf(field) }];
  return [...field.inner].flatMap(([key, inner]) =>
    field.kind === 'set'
      ? [{ field: [...name, key], changed: 'here', isItem: true }]
      : differencesOf(inner, [...name, key]),
  );
}
