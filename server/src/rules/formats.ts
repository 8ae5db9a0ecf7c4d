import type { ScalarNode } from '../ast/nodes';
import { excerpt } from '../base/excerpt';
import { replaceWith } from '../fixes/replace';
import { hasPlaceholder } from '../placeholders/placeholders';
import type { Finding, Rule } from './finding';
import { visit } from './visit';

interface Format {
  test: (value: string) => boolean;
  /** What is wanted, in words that follow "takes". */
  wanted: string;
  /** The value that was surely meant. */
  mend?: (value: string) => string;
}

/** The `format`s of `schemas/`, by name. */
const formats: Record<string, Format> = {
  uri: {
    test: (value) => hasScheme(value, ['http:', 'https:']),
    wanted: 'a URL like `https://example.com/path`',
    mend: (value) => `https://${value.replace(/^\w*:?\/\//, '')}`,
  },
  'websocket-url': {
    test: (value) => hasScheme(value, ['ws:', 'wss:']),
    wanted: 'a WebSocket URL like `wss://example.com/path`',
    mend: (value) => `wss://${value.replace(/^\w*:?\/\//, '')}`,
  },
  e164: {
    test: (value) => /^\+[1-9]\d{6,14}$/.test(value),
    wanted: 'a phone number with its country code like `+14155550123`',
    mend: (value) => value.replaceAll(/[^\d+]/g, '').replace(/^00/, '+'),
  },
  'sip-uri': {
    test: (value) => /^sips?:[^\s@]+@[^\s@]+$/.test(value),
    wanted: 'a SIP address like `sip:user@example.com`',
    mend: (value) => `sip:${value}`,
  },
  email: {
    test: isEmail,
    wanted: 'an e-mail address like `name@example.com`',
  },
  base64: {
    test: (value) => isBase64(value.replace(/^data:[^,]*;base64,/, '')),
    wanted: 'Base64 (letters, digits, `+`, `/`, padded with `=`)',
  },
};

/** Text that has to look a certain way: URLs, phone numbers, Base64. */
export const formatRule: Rule = function* (document) {
  for (const { path, node, schema } of visit(document)) {
    if (schema.format === undefined || node?.kind !== 'scalar') continue;
    if (typeof node.value !== 'string' || hasPlaceholder(node, path)) continue;
    const key = String(path.findLast((step) => typeof step === 'string'));
    const wrong =
      wrongFormat(schema.format, key, node.value) ?? insecure(schema.format, key, node.value);
    if (wrong === undefined) continue;
    const { meant, ...told } = wrong;
    const fixes = meant === undefined ? undefined : replaceWith(asWritten(meant, node));
    yield { start: node.start, end: node.end, path, ...told, fixes };
  }
};

type Wrong = Pick<Finding, 'severity' | 'code' | 'message'> & {
  /** The value that was surely meant. */
  meant: string | undefined;
};

function wrongFormat(name: string, key: string, value: string): Wrong | undefined {
  const format = formats[name];
  if (format === undefined || format.test(value)) return undefined;
  const mended = format.mend?.(value.trim());
  return {
    severity: 'error',
    code: 'wrong-format',
    message: `\`${key}\` takes ${format.wanted}, not \`${excerpt(value)}\`.`,
    meant: mended !== undefined && format.test(mended) ? mended : undefined,
  };
}

function insecure(name: string, key: string, value: string): Wrong | undefined {
  if (name !== 'websocket-url' || !/^ws:/i.test(value)) return undefined;
  return {
    severity: 'warning',
    code: 'insecure-websocket',
    message: `\`${key}\` is not encrypted: write \`wss://\` instead of \`ws://\`.`,
    meant: value.replace(/^ws:/i, 'wss:'),
  };
}

/** Without quotes, `+14155550123` would be a number. */
function asWritten(value: string, { style }: ScalarNode): string {
  return style === 'plain' && !/^\+?\d/.test(value) ? value : JSON.stringify(value);
}

function hasScheme(value: string, schemes: string[]): boolean {
  return !/\s/.test(value) && URL.canParse(value) && schemes.includes(new URL(value).protocol);
}

function isEmail(value: string): boolean {
  const [, host = ''] = /^[^\s@]+@([^\s@]+)$/.exec(value) ?? [];
  const dot = host.indexOf('.', 1);
  return dot > 0 && dot < host.length - 1;
}

function isBase64(value: string): boolean {
  const plain = value.replaceAll(/\s/g, '');
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain);
}
