import type { Range } from 'vscode-languageserver-types';
import type { Template } from '../../../shared/src/messages';
import type { Choice } from '../ast/choice';
import type { Path, Span } from '../ast/nodes';
import { takesPlaceholder, templatePartsOf } from '../placeholders/placeholders';
import { isSecretPlace } from '../placeholders/secretPlaces';
import { secretName } from '../schema/secretName';

const mask = '•••';
const scheme = /^(?:Bearer|Basic|Token)\s+/i;

/** The password before the host. */
const passwordOfUrl = /^(\w+:\/\/[^/?#@:]*:)([^/?#@]+)@/;
/** What the query calls a secret. */
const secretParameter = /auth|token|key|secret|password|sig/i;

/** A text of the body in parts: what is secret, and what may be seen. */
interface ShownPart {
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
function shownParts(text: string, path: Path, choice: Choice): ShownPart[] {
  if (!takesPlaceholder(path, 'secret')) return [{ text, isSecret: false }];
  const isSecret = isSecretPlace(path, choice);
  return templatePartsOf(text, path).flatMap((part) => {
    if (typeof part !== 'string') return { text: `\${${part.kind}:${part.name}}`, isSecret: false };
    return isSecret ? partsOfSecret(part) : partsOfUrl(part);
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

function partsOfUrl(text: string): ShownPart[] {
  const parts: ShownPart[] = [];
  let end = 0;
  for (const secret of secretsOfUrl(text)) {
    if (secret.start < end) continue;
    parts.push({ text: text.slice(end, secret.start), isSecret: false });
    parts.push({ text: text.slice(secret.start, secret.end), isSecret: true });
    end = secret.end;
  }
  return [...parts, { text: text.slice(end), isSecret: false }];
}

function* secretsOfUrl(text: string): Iterable<Span> {
  const [, lead = '', password = ''] = passwordOfUrl.exec(text) ?? [];
  if (password !== '') yield { start: lead.length, end: lead.length + password.length };
  for (const { 0: part, index } of text.matchAll(/[^&#]+/g)) {
    const value = valueOfSecret(part, text.charAt(index - 1) === '&');
    const start = index + value;
    if (value >= 0 && value < part.length) yield { start, end: index + part.length };
  }
}

/** Where the value of a secret parameter begins in a part of a URL; -1 when there is none. */
function valueOfSecret(part: string, isParameter: boolean): number {
  let end = 0;
  for (const written of part.split('=').slice(0, -1)) {
    const isName = isParameter && end === 0;
    const name = isName ? written : written.slice(written.indexOf('?') + 1);
    end += written.length + 1;
    if ((isName || written.includes('?')) && secretParameter.test(name)) return end;
  }
  return -1;
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
  range: Range;
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
  return values.map(({ path, range, text }) => {
    const [open = ''] = scheme.exec(text) ?? [];
    const secret = text.slice(open.length);
    const wanted = secretName(path, choice);
    let name = wanted;
    for (let number = 2; (named.get(name) ?? secret) !== secret; number += 1) {
      name = `${wanted}_${number}`;
    }
    named.set(name, secret);
    const parts = [...(open ? [open] : []), { kind: 'secret' as const, name }];
    return { path, parts, as: 'string', isSecret: true, range };
  });
}
