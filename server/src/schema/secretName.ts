import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';

/** What a secret at a path is called when it is kept: `livekit_api_key`. */
export function secretName(path: Path, choice: Choice): string {
  const owner = path.includes('chat_agent_details') ? choice.chat : choice.provider;
  const isProvider = path[0] === 'provider' && owner !== undefined && owner !== '';
  const key = String(path.at(-1)).toLowerCase().replaceAll(/\W+/g, '_');
  return isProvider ? `${owner}_${key}` : key;
}

/** Parts of names that tell a secret wherever they stand. */
const telling = /auth|token|key|secret|passw|passphrase|passcode|cookie|credential|signature/i;
/** Words that tell one only by themselves: `pin` is in `shipping` too. */
const words = new Set(['pwd', 'pass', 'pin', 'jwt', 'sig', 'otp', 'bearer']);

/** Whether what a key is called says that its value is secret. */
export function isSecretName(name: string): boolean {
  const parts = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return telling.test(name) || parts.some((part) => words.has(part));
}
