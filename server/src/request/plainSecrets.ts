import type { Template } from '../../../shared/src/messages';
import type { Choice } from '../ast/choice';
import type { Path, Span } from '../ast/nodes';
import { takesPlaceholder, templatePartsOf } from '../placeholders/placeholders';
import { mayBeSecret } from '../placeholders/secretPlaces';
import { schemaAt } from '../schema/lookup';
import { SecretNames } from '../schema/secretName';
import { type NamedSpan, secretsOfUrl } from './urlSecrets';

/** What is shown in the place of a secret. */
export const mask = '•••';
const scheme = /^(?:Bearer|Basic|Token)\s+/i;

/** A text of the body in parts: what is secret, and what may be seen. */
interface ShownPart {
  text: string;
  isSecret: boolean;
}

/**
 * Takes a text of the body apart. Placeholders hold no value, so they may be seen; so may the
 * scheme of an authorization header, and of a URL or SIP address all but its password and the tokens of its query.
 * Prompts, mock tools and variables are no place for secrets and are never taken apart.
 *
 * @param path where the text stands in the body
 */
function shownParts(text: string, path: Path, choice: Choice): ShownPart[] {
  if (!takesPlaceholder(path, 'secret')) return [{ text, isSecret: false }];
  const isSecret = mayBeSecret(path, choice);
  const parts = templatePartsOf(text, path);
  // What a placeholder stands for is not known: any letter does in its place.
  const filled = parts.map((part) => (typeof part === 'string' ? part : '\0')).join('');
  const isAddress = schemaAt(path, choice)?.format !== undefined;
  const secrets = secretsOfUrl(filled, isAddress);
  let offset = 0;
  return parts.flatMap((part) => {
    const start = offset;
    offset += typeof part === 'string' ? part.length : 1;
    if (typeof part !== 'string') return { text: `\${${part.kind}:${part.name}}`, isSecret: false };
    return isSecret ? partsOfSecret(part) : partsOfUrl(part, start, secrets);
  });
}

function partsOfSecret(text: string): ShownPart[] {
  const [open = ''] = scheme.exec(text) ?? [];
  const secret = text.slice(open.length);
  return [
    { text: open, isSecret: false },
    { text: secret, isSecret: secret !== '' },
  ];
}

/** @param start where the part begins in the text that the spans count in */
function partsOfUrl(text: string, start: number, secrets: readonly Span[]): ShownPart[] {
  const parts: ShownPart[] = [];
  let end = 0;
  const take = (to: number, isSecret: boolean) => {
    if (to > end) parts.push({ text: text.slice(end, to), isSecret });
    end = Math.max(end, to);
  };
  for (const secret of secrets) {
    take(Math.min(secret.start - start, text.length), false);
    take(Math.min(secret.end - start, text.length), true);
  }
  take(text.length, false);
  return parts;
}

/**
 * The secrets in a text that as a whole is none: the password and the tokens of an address, and what stands behind the scheme of a
 * header with a name of its own (`X-Backend: Bearer …`).
 */
export function secretsWithin(text: string, path: Path): NamedSpan[] {
  if (!takesPlaceholder(path, 'secret')) return [];
  const [open] = (path.at(-2) === 'headers' && scheme.exec(text)) || [];
  return open === undefined || open === text
    ? secretsOfUrl(text)
    : [{ start: open.length, end: text.length, name: 'token' }];
}

/** The secrets that a text of the body holds in plain text. */
export function plainSecretsOf(text: string, path: Path, choice: Choice): string[] {
  return shownParts(text, path, choice).flatMap((part) => (part.isSecret ? part.text : []));
}

/** A text of the body fit to be shown: what is secret in it is masked. */
export function maskText(text: string, path: Path, choice: Choice): string {
  return shownParts(text, path, choice)
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
  const names = new SecretNames(choice);
  return values.map(({ path, text }) => {
    const [open = ''] = scheme.exec(text) ?? [];
    const name = names.nameFor(path, text.slice(open.length));
    const parts = [...(open ? [open] : []), { kind: 'secret' as const, name }];
    return { path, parts, as: 'string', isSecret: true };
  });
}
