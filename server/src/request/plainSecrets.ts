import type { Template } from '../../../shared/src/messages';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { partsOf, takesPlaceholder } from '../placeholders/placeholders';
import { schemaAt } from '../schema/lookup';
import { secretName } from '../schema/secretName';

const mask = '•••';
const secretKey = /auth|token|key|secret|password|cookie/i;
const scheme = /^(?:Bearer|Basic|Token)\s+/i;

/** The password before the host and what the query calls a secret. */
const secretsOfUrl =
  /(?<=^\w+:\/\/[^/?#@]*:)[^/?#@]+(?=@)|(?<=[?&][^=&#]*(?:auth|token|key|secret|password|sig)[^=&#]*=)[^&#]+/gi;

/** A text of the body in parts: what is secret, and what may be seen. */
interface Part {
  text: string;
  isSecret: boolean;
}

/**
 * Takes a text of the body apart. Placeholders hold no value, so they may be seen; so may the
 * scheme of an authorization header, and of a URL all but its password and the tokens of its query.
 * Prompts, mock tools and variables are no place for secrets and are never taken apart.
 *
 * @param path where the text stands in the body
 */
function secretParts(text: string, path: Path, choice: Choice): Part[] {
  if (!takesPlaceholder(path, 'secret')) return [{ text, isSecret: false }];
  const isSecret = isSecretPlace(path, choice);
  return partsOf(text, path).flatMap((part) => {
    if (typeof part !== 'string') return { text: `\${${part.kind}:${part.name}}`, isSecret: false };
    return isSecret ? literalParts(part) : urlParts(part);
  });
}

function literalParts(text: string): Part[] {
  const [open = ''] = scheme.exec(text) ?? [];
  const secret = text.slice(open.length);
  return [
    { text: open, isSecret: false },
    { text: secret, isSecret: secret !== '' },
  ];
}

function urlParts(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: secret, index } of text.matchAll(secretsOfUrl)) {
    parts.push({ text: text.slice(end, index), isSecret: false }, { text: secret, isSecret: true });
    end = index + secret.length;
  }
  return [...parts, { text: text.slice(end), isSecret: false }];
}

/**
 * Whether what stands there is secret: by the schema, or by the name of a key that the schema does not
 * know. Prompts, mock tools and variables are no place for secrets.
 */
export function isSecretPlace(path: Path, choice: Choice): boolean {
  if (!takesPlaceholder(path, 'secret')) return false;
  return path.some((step, depth) => {
    const schema = schemaAt(path.slice(0, depth + 1), choice);
    if (schema?.['x-secret'] === true) return true;
    const isFree = schema === undefined || path[depth - 1] === 'headers';
    return isFree && secretKey.test(String(step));
  });
}

/** The secrets that a text of the body holds in plain text. */
export function plainSecretsOf(text: string, path: Path, choice: Choice): string[] {
  return secretParts(text, path, choice).flatMap((part) => (part.isSecret ? part.text : []));
}

/** A text of the body fit to be shown: what is secret in it is masked. */
export function maskText(text: string, path: Path, choice: Choice): string {
  return secretParts(text, path, choice)
    .map((part) => (part.isSecret ? mask : part.text))
    .join('');
}

/** A value of the spec that holds secrets in plain text. */
export interface PlainSecret {
  /** From the body's root. */
  path: Path;
  /** The whole value. */
  text: string;
  /** What is secret in it. */
  secrets: string[];
}

/**
 * Values with plain secrets as templates, as if each had been written as `${secret:name}`, its
 * scheme such as `Bearer ` before it. Different values have different names.
 */
export function secretTemplates(values: PlainSecret[], choice: Choice): Template[] {
  const named = new Map<string, string>();
  return values.map(({ path, text }) => {
    const [open = ''] = scheme.exec(text) ?? [];
    const secret = text.slice(open.length);
    const wanted = secretName(path, choice);
    let name = wanted;
    for (let number = 2; (named.get(name) ?? secret) !== secret; number += 1) {
      name = `${wanted}_${number}`;
    }
    named.set(name, secret);
    const parts = [...(open ? [open] : []), { kind: 'secret' as const, name }];
    return { path, parts, as: 'string', isSecret: true };
  });
}
