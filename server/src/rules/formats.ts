import { replaceWith } from '../fixes/replace';
import { hasPlaceholder } from '../placeholders/placeholders';
import type { Finding, Rule } from './finding';
import { quote } from './quote';
import { visit } from './visit';

interface Format {
  test: (value: string) => boolean;
  /** What is wanted, in words that follow "takes". */
  wanted: string;
  /** The value that was surely meant. */
  mend?: (value: string) => string;
}

const uri: Format = {
  test: (value) => hasScheme(value, ['http:', 'https:']),
  wanted: 'a URL like `https://example.com/path`',
  mend: (value) => `https://${value.replace(/^\w*:?\/\//, '')}`,
};

const webSocket: Format = {
  test: (value) => hasScheme(value, ['ws:', 'wss:']),
  wanted: 'a WebSocket URL like `wss://example.com/path`',
  mend: (value) => `wss://${value.replace(/^\w*:?\/\//, '')}`,
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
    test: (value) => /^sips?:(?!\/\/)(?:[^\s@<>]+@)?[^\s@<>]+$/i.test(value),
    wanted: 'a SIP address like `sip:user@example.com`',
    mend: mendSip,
  },
  email: {
    test: (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
    wanted: 'an e-mail address like `name@example.com`',
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

/** Text that has to look a certain way: URLs, phone numbers, Base64. */
export const formatRule: Rule = function* (document) {
  for (const { path, node, schema } of visit(document)) {
    if (schema.format === undefined || node?.kind !== 'scalar') continue;
    const { value, start, end } = node;
    if (typeof value !== 'string' || hasPlaceholder(node, path)) continue;
    if (value === schema.default) continue;
    const key = String(path.findLast((step) => typeof step === 'string'));
    const finding = (
      severity: Finding['severity'],
      code: string,
      message: string,
      mended: string | undefined,
    ): Finding => {
      // Without quotes, `+14155550123` would be a number.
      const isSafe = node.style === 'plain' && !/^\+?\d/.test(mended ?? '');
      const text = isSafe ? mended : JSON.stringify(mended);
      const fixes = text === undefined ? undefined : replaceWith(text);
      return { start, end, path, severity, code, message, fixes };
    };
    const format = formats[schema.format];
    if (format !== undefined && !format.test(value)) {
      const meant = format.mend?.(value.trim());
      const mended = meant !== undefined && format.test(meant) ? meant : undefined;
      const message = `\`${key}\` takes ${format.wanted}, not ${quote(document, path, value)}.`;
      yield finding('error', 'wrong-format', message, mended);
    } else if (schema.format === 'public-uri' && !isPublic(new URL(value))) {
      const message = `Cekura calls \`${key}\` from outside: write a public address without user name or password.`;
      yield finding('warning', 'private-url', message, undefined);
    } else if (schema.format === 'secure-websocket-url' && /^ws:/i.test(value)) {
      const message = `\`${key}\` is not encrypted: write \`wss://\` instead of \`ws://\`.`;
      yield finding('warning', 'insecure-websocket', message, value.replace(/^ws:/i, 'wss:'));
    }
  }
};

function hasScheme(value: string, schemes: string[]): boolean {
  return !/\s/.test(value) && URL.canParse(value) && schemes.includes(new URL(value).protocol);
}

/** Whether others can call a URL, and it holds no sign-in of its own. */
function isPublic({ hostname, username, password }: URL): boolean {
  const isPrivate =
    /^(?:localhost|.*\.(?:local|localhost|internal)|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|169\.254\..*|0\.0\.0\.0|\[(?:::1?|f[cd].*|fe80:.*)\])$/i.test(
      hostname,
    );
  return !isPrivate && username === '' && password === '';
}

/** A number with the usual signs in it; what else stands there may matter. */
function mendPhone(value: string): string {
  const plain = value.replace(/^tel:/i, '').replace('(0)', '');
  return /^[\d\s().+/-]*$/.test(plain)
    ? plain.replaceAll(/[^\d+]/g, '').replace(/^00/, '+')
    : value;
}

/** `<sip:user@host>`, `sip://user@host` and `user@host`; a web address is no SIP address. */
function mendSip(value: string): string {
  const plain = value.replace(/^<([^<>]*)>$/, '$1').replace(/^(sips?):\/\//i, '$1:');
  return /^(?:[a-z][a-z\d+.-]*:\/|sips?:)/i.test(plain) ? plain : `sip:${plain}`;
}

function isBase64(value: string): boolean {
  const plain = value.replaceAll(/\s/g, '');
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain);
}
