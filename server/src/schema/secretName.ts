import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';

/** What a secret at a path is called when it is kept: `livekit_api_key`. */
export function secretName(path: Path, choice: Choice): string {
  const owner = path.includes('chat_agent_details') ? choice.chat : choice.provider;
  const isProvider = path[0] === 'provider' && owner !== undefined && owner !== '';
  const key = String(path.at(-1)).toLowerCase().replaceAll(/\W+/g, '_');
  return isProvider ? `${owner}_${key}` : key;
}
