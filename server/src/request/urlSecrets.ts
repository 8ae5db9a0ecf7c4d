import type { Span } from '../ast/nodes';
import { isSecretName } from '../schema/secretName';

/** A secret in a text, and what it is called there: `password`, or the name in the query. */
export interface NamedSpan extends Span {
  name: string;
}

/** Schemes that need no slashes to be told from a user with a password. */
const known =
  /^[\s"'\u201c<]*(?:(?:sips?|https?|wss?|tel|mailto):\s*|[a-z][a-z\d+.-]*:(?=[/\\]))[/\\]*/i;

/**
 * What is secret in a URL or SIP address: the password before the host (all that stands there, where it names no
 * user: `wss://token@host`), and what the query calls by the name of a secret. Empty for other texts.
 *
 * @param isAddress an address is meant, also where it does not look like one
 */
export function secretsOfUrl(text: string, isAddress = false): NamedSpan[] {
  const [start = ''] = known.exec(text) ?? [];
  if (start === '' && !isAddress) return [];
  const authority = /^[^/?#]*/.exec(text.slice(start.length))?.[0] ?? '';
  const at = authority.lastIndexOf('@');
  const colon = at < 0 ? -1 : authority.slice(0, at).indexOf(':');
  const userInfo = { start: start.length, end: start.length + at };
  // The user of a SIP address, with slashes or without, is who is called.
  const isCalled = !/[/\\]$/.test(start) || /sips?:/i.test(start);
  const password =
    at < 0 || (colon < 0 && isCalled)
      ? []
      : [{ start: userInfo.start + colon + 1, end: userInfo.end, name: 'password' }];
  return [...password, ...secretsOfQuery(text, userInfo.end + 1)];
}

function secretsOfQuery(text: string, from: number): NamedSpan[] {
  return [...text.slice(from).matchAll(/[?&#;]([^=?&#;]*)=([^&#;]*)/g)].flatMap((match) => {
    const [whole, name = '', value = ''] = match;
    const end = from + match.index + whole.length;
    return isSecretName(name) && value !== '' ? [{ start: end - value.length, end, name }] : [];
  });
}

/** A text fit for a message: without who signs in at a URL, and without its query. */
export function withoutUrlSecrets(text: string): string {
  const query = text.search(/[?#](?=.)/s);
  const shown = query < 0 ? text : `${text.slice(0, query + 1)}•••`;
  const at = shown.lastIndexOf('@');
  if (at < 0) return shown;
  const [start = ''] =
    /^[\s"']*<?(?:(?:sips?|https?|wss?|tel|mailto):|[a-z][a-z\d+.-]*:(?=\/))?\/*/i.exec(shown) ??
    [];
  return `${start.length <= at ? start : ''}•••${shown.slice(at)}`;
}
