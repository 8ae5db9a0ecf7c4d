import type { Path, ScalarNode } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { replaceWith } from '../fixes/replace';
import { hasForeignPlaceholder } from '../placeholders/foreignPlaceholders';
import { sentText } from '../placeholders/oneLine';
import { hasPlaceholder } from '../placeholders/placeholders';
import { quote } from '../request/quote';
import type { Finding, Rule } from './finding';
import type { Explained } from './schemaErrorSubject';
import { explainSlashComment } from './slashComment';
import { visit } from './visit';

interface Format {
  test: (value: string) => boolean;
  /** What is wanted, in words that follow "takes". */
  wanted: string;
  /** The value that was surely meant. */
  mend?: (value: string) => string;
  /** What is wrong, when it can be said: a sentence of its own. */
  reason?: (value: string) => string | undefined;
}

const uri: Format = {
  test: (value) => hasScheme(value, ['http', 'https']),
  wanted: 'a URL like `https://example.com/path`',
  mend: (value) => mendUrl(value, ['https', 'http']),
  reason: (value) => lacksSlashes(value, ['http', 'https']),
};

const webSocket: Format = {
  test: (value) => hasScheme(value, ['ws', 'wss']),
  wanted: 'a WebSocket URL like `wss://example.com/path`',
  mend: (value) => mendUrl(value, ['wss', 'ws']),
  reason: (value) => lacksSlashes(value, ['ws', 'wss']),
};

/** The `format`s of `schemas/`, by name. */
const formats: Record<string, Format> = {
  uri,
  'public-uri': uri,
  'websocket-url': webSocket,
  'secure-websocket-url': webSocket,
  e164: {
    test: (value) => /^\+[1-9]\d{6,14}$/.test(value),
    wanted: 'a phone number with its country code like `+14155550123`',
    mend: mendPhone,
  },
  'sip-uri': {
    // RFC 3261: the scheme in any case, the user may be missing.
    test: (value) => /^sips?:(?!\/)(?:[^\s@<>]+@)?[^\s@<>]+$/i.test(value),
    wanted: 'a SIP address like `sip:user@example.com`',
    mend: mendSip,
    reason: (value) =>
      /^\+?[\d\s().-]{5,}$/.test(value)
        ? 'A SIP address has a host, as in `sip:user@example.com`: write a phone number as `phone_number`.'
        : undefined,
  },
  email: {
    test: isEmail,
    wanted: 'an email address like `name@example.com`',
  },
  base64: {
    test: (value) => isBase64(value.replace(/^data:[^,]*;base64,/, '')),
    wanted: 'Base64 (letters, digits, `+`, `/`, padded with `=`)',
  },
};

/** Whether nothing is wrong with how a text looks. */
export function fitsFormat(name: string | undefined, value: string): boolean {
  const fits = formats[name ?? '']?.test(value) !== false;
  return fits && (name !== 'public-uri' || isPublic(new URL(value)));
}

/** What a number stands for where a text of a format belongs, and what is wanted there; undefined where quotes make it right. */
export function formatOfNumber(
  name: string | undefined,
  written: string,
): { wanted: string; meant: string | undefined } | undefined {
  const format = formats[name ?? ''];
  if (format === undefined || format.test(written)) return undefined;
  const meant = format.mend?.(written);
  return {
    wanted: format.wanted,
    meant: meant !== undefined && format.test(meant) ? JSON.stringify(meant) : undefined,
  };
}

/** Text that has to look a certain way: URLs, phone numbers, Base64. */
export const formatRule: Rule = function* (document) {
  for (const { path, node, schema } of visit(document)) {
    if (schema.format === undefined || node?.kind !== 'scalar') continue;
    if (typeof node.value !== 'string' || hasPlaceholder(node, path)) continue;
    if (node.value === schema.default || hasForeignPlaceholder(node.value)) continue;
    const value = sentText(node.value, path, document.choice);
    const told = explainWrong({ document, path, name: schema.format, value }, node);
    if (told !== undefined) yield { start: node.start, end: node.end, path, ...told };
  }
};

function explainWrong(
  text: Formatted,
  node: ScalarNode,
): (Explained & Pick<Finding, 'severity'>) | undefined {
  const wrong = wrongIn(text);
  if (wrong === undefined) return undefined;
  const isRight = (value: string) => wrongIn({ ...text, value }) === undefined;
  const commented = explainSlashComment(text.document, node, isRight);
  if (commented !== undefined) return { severity: 'error', ...commented };
  const { meant, ...told } = signBehind(text) ?? wrong;
  return { ...told, fixes: meant === undefined ? undefined : replaceWith(asWritten(meant, node)) };
}

/** `+14155550123,`, as lines of JSON, programs and sentences: undefined where the rest is wrong as well. */
function signBehind(text: Formatted): Wrong | undefined {
  const [, value, sign] = /^(.*[^,;:.\s])\s*([,;:.])$/s.exec(text.value.trim()) ?? [];
  const { wanted, test } = formats[text.name] ?? {};
  if (value === undefined || wanted === undefined) return undefined;
  const meant = wrongIn({ ...text, value })?.meant ?? value;
  if (test?.(meant) !== true) return undefined;
  return {
    severity: 'error',
    code: 'wrong-format',
    message: `${keyOf(text.path)} takes ${wanted}: remove the \`${sign}\` at the end.`,
    meant,
  };
}

/** A text that has to look like the format of a name. */
interface Formatted {
  document: SpecDocument;
  path: Path;
  name: string;
  value: string;
}

type Wrong = Pick<Finding, 'severity' | 'code' | 'message'> & {
  /** The value that was surely meant. */
  meant?: string | undefined;
};

function wrongIn(text: Formatted): Wrong | undefined {
  return wrongFormat(text) ?? notPublic(text) ?? insecure(text);
}

function wrongFormat({ document, path, name, value }: Formatted): Wrong | undefined {
  const format = formats[name];
  if (format === undefined || format.test(value)) return undefined;
  const mended = format.mend?.(value.trim());
  return {
    severity: 'error',
    code: 'wrong-format',
    message:
      format.reason?.(value.trim()) ??
      `${keyOf(path)} takes ${format.wanted}, not ${quote(document, path, value)}.`,
    meant: mended !== undefined && format.test(mended) ? mended : undefined,
  };
}

function notPublic({ path, name, value }: Formatted): Wrong | undefined {
  if (name !== 'public-uri' || isPublic(new URL(value))) return undefined;
  return {
    severity: 'warning',
    code: 'private-url',
    message: `Cekura calls ${keyOf(path)} from outside: write a public address without user name or password.`,
  };
}

function insecure({ path, name, value }: Formatted): Wrong | undefined {
  if (name !== 'secure-websocket-url' || !/^ws:/i.test(value)) return undefined;
  return {
    severity: 'warning',
    code: 'insecure-websocket',
    message: `${keyOf(path)} is not encrypted: write \`wss://\` instead of \`ws://\`.`,
    meant: value.replace(/^ws:/i, 'wss:'),
  };
}

function keyOf(path: Path): string {
  return `\`${path.findLast((step) => typeof step === 'string')}\``;
}

/** Without quotes, `+14155550123` would be a number. */
function asWritten(value: string, { style }: ScalarNode): string {
  return style === 'plain' && !/^\+?\d/.test(value) ? value : JSON.stringify(value);
}

/** A scheme of those, two slashes and a host; URL takes other slashes as well, and several addresses for one. */
function hasScheme(value: string, schemes: string[]): boolean {
  const [, scheme = ''] = /^([a-z]+):\/\/[^\s/\\]\S*$/i.exec(value) ?? [];
  if (!schemes.includes(scheme.toLowerCase()) || /\s/.test(value)) return false;
  return !twoSchemes.test(value) && URL.canParse(value) && !/[,;]/.test(new URL(value).hostname);
}

/** `https://https://example.com`, in which the second would be the host. */
const twoSchemes = /^[a-z]+:\/\/(https?|wss?):?\/\//i;

/** The colon may be missing or another sign. */
const schemeAndSlashes = /^([a-z]+)(?::|[;.,]?(?=[/\\]{2}))([/\\]*)/i;

/** Brackets of Markdown and quotes of word processors, which people paste with an address. */
const wrapping = /^(?:<([^<>]*)>|[\u201c\u201e]([^\u201c-\u201e]*)[\u201c\u201d])$/;

function unwrapped(value: string): string {
  const [, inBrackets, inQuotes] = wrapping.exec(value) ?? [];
  return (inBrackets ?? inQuotes ?? value).replaceAll(/\p{Cf}/gu, '').trim();
}

/** A host with its dots, and what may stand behind it. */
const beginsWithHost = /^(?:[\p{L}\d_-]+\.)+[\p{L}\d_-]+(?::\d+)?(?:[/?#]|$)/u;

/** @param schemes that are taken, the usual one first: it stands for those of the web and for none */
function mendUrl(written: string, schemes: string[]): string {
  const [usual = '', ...others] = schemes;
  const value = unwrapped(written);
  const [start = '', word = '', slashes = ''] = schemeAndSlashes.exec(value) ?? [];
  const scheme = word.toLowerCase();
  const rest = value.slice(start.length);
  const second = twoSchemes.exec(value)?.[1]?.toLowerCase();
  if (second !== undefined) return second === scheme ? mendUrl(rest, schemes) : value;
  const isTaken = scheme === usual || others.includes(scheme);
  if (isTaken || /^(?:h[tps]+|ws+)$/.test(scheme))
    return `${isTaken ? scheme : usual}://${rest.replaceAll('\\', '/')}`;
  const plain = value.replace(/^\/\//, '');
  return slashes === '' && beginsWithHost.test(plain) ? `${usual}://${plain}` : value;
}

function lacksSlashes(value: string, schemes: string[]): string | undefined {
  const [, scheme = '', slashes] = schemeAndSlashes.exec(value) ?? [];
  if (!schemes.includes(scheme.toLowerCase()) || slashes === '//') return undefined;
  return `A URL has two slashes after \`${scheme}:\`: write \`${scheme}://…\`.`;
}

function isEmail(value: string): boolean {
  const [, host = ''] = /^[^\s@]+@([^\s@]+)$/.exec(value) ?? [];
  const dot = host.indexOf('.', 1);
  return dot > 0 && dot < host.length - 1;
}

/** Whether others can call a URL, and it holds no sign-in of its own. */
function isPublic({ hostname, username, password }: URL): boolean {
  const isPrivate =
    /^(?:localhost|.*\.(?:local|localhost|internal)|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|169\.254\..*|0\.0\.0\.0|\[(?:::1?|f[cd].*|fe80:.*)\])$/i.test(
      hostname,
    );
  return !isPrivate && username === '' && password === '';
}

/** Countries in which a 0 behind the country's code is dialled from abroad as well: Italy, San Marino, Ivory Coast, Gabon and the Congo. */
const keepsZero = /^(?:\+|00)\s*(?:39|378|225|241|242)/;

/** Behind the country's code, a 0 that is not dialled from abroad, or is a part of the number. */
const mayBeTrunk = /^(?:\+|00)\s*\d{1,3}[\s.-]+0/;

/** A number with the usual signs in it; what else stands there may matter, such as an extension or a second number. */
function mendPhone(value: string): string {
  const number = unwrapped(value)
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/^(?:tel|phone):\s*/i, '')
    .replace(/^\uff0b/, '+');
  const plain = keepsZero.test(number) ? number : number.replace('(0)', '');
  const mayBeMore = /\)\s*$|\(0|\s-\s/.test(plain);
  const mayHaveTrunk = plain === number && mayBeTrunk.test(plain) && !keepsZero.test(plain);
  return /^[\d\s().+-]*$/.test(plain) && !mayBeMore && !mayHaveTrunk
    ? plain.replaceAll(/[^\d+]/g, '').replace(/^00/, '+')
    : value;
}

/** A user and a host, or a host with dots, without a scheme: what stands before a colon may be a scheme, or a user with a password. */
const withoutScheme =
  /^(?:[^\s:;,@<>/]+@[^\s:;,@<>/]+|(?:[\w-]+\.)+[\w-]+)(?::\d+)?(?:;[^\s@<>,]*)?$/;

/** `<sip:user@host>`, `sip://user@host`, `sip: user@host` and `user@host`; an address of the web or a telephone is no SIP address. */
function mendSip(value: string): string {
  const plain = unwrapped(value).replace(/^(sips?):(?:\/+|\s+)/i, '$1:');
  return withoutScheme.test(plain) ? `sip:${plain}` : plain;
}

function isBase64(value: string): boolean {
  const plain = value.replaceAll(/\s/g, '');
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain);
}
