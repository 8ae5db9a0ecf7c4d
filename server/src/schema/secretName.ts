import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { chatOf, providerOf } from './catalog';

/** What a secret at a path is called when it is kept: `livekit_api_key`. */
export function secretName(path: Path, choice: Choice): string {
  const owner = path.includes('chat_agent_details') ? choice.chat : choice.provider;
  // A name that nobody knows may be a key that was pasted there.
  const isKnown = (providerOf(owner) ?? chatOf(owner)) !== undefined;
  const isProvider = path[0] === 'provider' && isKnown && owner !== '';
  const last = path.findLastIndex((step) => typeof step === 'string');
  const key = path.slice(last).join('_').toLowerCase().replaceAll(/\W+/g, '_');
  return isProvider ? `${owner}_${key}` : key;
}

/** Names for secrets: one that stands at several places has one name, and no two have the same. */
export class SecretNames {
  /** The secrets by their names. */
  readonly named = new Map<string, string>();

  constructor(private readonly choice: Choice) {}

  nameFor(path: Path, secret: string): string {
    const wanted = secretName(path, this.choice);
    let name = wanted;
    for (let number = 2; (this.named.get(name) ?? secret) !== secret; number += 1) {
      name = `${wanted}_${number}`;
    }
    this.named.set(name, secret);
    return name;
  }
}

/** Parts of names that tell a secret wherever they stand. */
const telling =
  /auth(?!or)|authori[sz]|token(?!i[sz])|key(?!board|word)|secret|passw|passphrase|passcode|cookie|credential|signature/i;
/** Words that tell one only by themselves: `pin` is in `shipping` too. */
const words = new Set(['pwd', 'pw', 'pass', 'pin', 'jwt', 'sig', 'otp', 'bearer']);

/** Whether what a key is called says that its value is secret. */
export function isSecretName(name: string): boolean {
  const parts = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return telling.test(name) || parts.some((part) => words.has(part));
}
