import type { JsonObject } from '../../../shared/src/messages';
import { isObject } from '../base/json';
import { choiceOfAgent } from './agentContent';
import { withoutSecrets } from './comparable';

/** An agent as the API answers it, without the secrets in it. */
export function agentWithoutSecrets(agent: JsonObject): JsonObject {
  const kept = withoutSecrets(agent, [], choiceOfAgent(agent));
  return isObject(kept) ? kept : {};
}
