import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SpecDocument } from '../../../server/src/document/specDocument';
import { findingsOf } from '../../../server/src/rules';
import type { Schema } from '../../../server/src/schema/descriptions';
import { composed } from '../../../server/src/schema/generated/schemas';
import { dereference } from '../../../server/src/schema/lookup';

/** Where secrets and addresses stand, each with the types that have the place. */
interface Place {
  lines: string[];
  isSecret: boolean;
}

function placesIn(schema: Schema, path: string[], head: string[]): Place[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const inner = dereference(property);
    const isSecret = inner['x-secret'] === true;
    const isAddress = /uri|url/.test(inner.format ?? '');
    const place = [...path, key];
    const within = placesIn(inner, place, head);
    // Some write a text where a map with secrets belongs.
    const isHolder = within.some((one) => one.isSecret);
    return isSecret || isAddress || isHolder
      ? [{ lines: [...head, ...nested(place)], isSecret: isSecret || isHolder }, ...within]
      : within;
  });
}

/** A line for each key, every one below the one before. */
function nested(path: string[]): string[] {
  return path.map((key, depth) => `${'  '.repeat(depth)}${key}:`);
}

const needed = ['name: a', 'description: b', 'project: 1'];

const places = [
  ...placesIn(composed.agent, [], needed),
  ...Object.entries(composed.provider).flatMap(([type, schema]) =>
    placesIn(schema, [], [...needed, 'provider:', `  type: "${type}"`]).map(below(1)),
  ),
  ...Object.entries(composed.chat).flatMap(([type, schema]) =>
    placesIn(
      schema,
      [],
      [...needed, 'provider:', '  chat_agent_details:', `    type: "${type}"`],
    ).map(below(2)),
  ),
  ...['pwd', 'passphrase', 'jwt', 'pin', 'private_key', 'vapi_api_key'].map((key) => ({
    lines: [...needed, `${key}:`],
    isSecret: true,
  })),
];

/** Keys behind the head of a map stand in it. */
function below(depth: number) {
  return ({ lines, isSecret }: Place): Place => {
    const head = needed.length + 1 + depth;
    const indented = lines.slice(head).map((line) => '  '.repeat(depth) + line);
    return { lines: [...lines.slice(0, head), ...indented], isSecret };
  };
}

const secret = 'hunter22';

/** What people write at a place for a secret, right and wrong. */
const written = [
  ...[
    '#',
    '"#"',
    "'#'",
    '"#',
    "'#",
    '[#',
    '{#',
    '[#]',
    '{a: #}',
    '*#',
    '&a #',
    '@#',
    '`#',
    '!#',
    '|#',
  ],
  ...[
    '<#>',
    'your-#',
    'YOUR #',
    'Bearer #',
    '"\\d#"',
    '#: #',
    '- #',
    '|\n        #',
    '>\n #',
    '$#',
  ],
  ...[
    '#,',
    '\u201c#\u201d',
    '\u200b#',
    '{{#}}',
    '{{ # }}',
    '• #',
    '-#',
    'secret:#',
    '= #',
    '/* # */',
  ],
  ...[
    '- *#',
    '!!#',
    '# # #',
    '\n        • #',
    '\n{"a": "#"}',
    '\n        -#\n        -#',
    '{"a": {{ # }}}',
  ],
  ...['\n        token #', '\n        api_key:#', '\n#', '\n        "#', '"${env:#', '${#', '\t#'],
];

/** What people write as an address. */
const addresses = [
  ...['https://u:#@h', 'https://#@h/a', 'http://h?token=#', 'ws://#@h?a=#', 'a+b://u:#@h'],
  ...[
    'sip:u:#@h',
    'u:#@h',
    '<sip:u:#@h>',
    'sip://u:#@h',
    'h?a=#',
    'https:/u:#@h',
    'https://u:#@h b',
  ],
  ...['\u201chttps://u:#@h\u201d', '<https://u:#@h>', 'https://https://u:#@h', 'https://u:#@h,'],
  ...[
    'http://u:#@h,https://h',
    '"sip: u:#@h"',
    'wss:\\\\u:#@h',
    '"Desk <sip:u:#@h>"',
    '\u200bhttps://u:#@h',
  ],
  ...['http://u:#@localhost', '//u:#@h', 'ftp://#:x@h', '"https://u:#@h', '[https://h?a=#]'],
];

/** Messages, and what the quick fixes are called. */
function messagesOf(text: string): string[] {
  const document = SpecDocument.create('file:///a', 1, text);
  return findingsOf(document).flatMap((finding) => [
    finding.message,
    ...(finding.related === undefined ? [] : [finding.related.message]),
    ...(finding.fixes?.(document, finding) ?? []).map(({ title }) => title),
  ]);
}

describe('no message and no title of a fix quotes a secret', () => {
  test.each(
    places.map(({ lines, isSecret }) => ({ name: lines.slice(3).join(' '), lines, isSecret })),
  )('at $name', ({ lines, isSecret }) => {
    for (const value of isSecret ? [...written, ...addresses] : addresses) {
      const text = `${lines.join('\n')} ${value.replaceAll('#', secret)}\nlanguage: en\n`;
      for (const message of messagesOf(text)) expect(message).not.toContain(secret);
    }
  });

  test('whatever the secret looks like', () => {
    const secrets = places.filter(({ isSecret }) => isSecret);
    fc.assert(
      fc.property(
        fc.constantFrom(...secrets),
        fc.constantFrom(...written, ...addresses),
        fc.stringMatching(/^[\w+/.!?@%&*=-]{8,20}$/),
        ({ lines }, value, some) => {
          const own = `${some}q7`;
          const text = `${lines.join('\n')} ${value.replaceAll('#', own)}\nlanguage: en\n`;
          for (const message of messagesOf(text)) expect(message).not.toContain(own);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    'provider:\n  type: vapi\n  credentials:\n    #: ""\n',
    'provider:\n  type: vapi\n  credentials: {#: a}\n',
    'provider:\n  type: vapi\n  credentials:\n    api_key: !secret #\n',
    'provider:\n  type: vapi\n  credentials:\n    api_key: ${#}\n',
    'provider:\n  type: #\n  credentials:\n    api_key: abc\n',
    'provider:\n  type: vapi\n  #: a\n',
    'mock_tools:\n  - #\n',
    '#: 1\n#: 2\n',
    'language: #\n',
  ])('wherever a key of a well-known kind stands: %j', (lines) => {
    const tokens = [
      'sk_live_0123456789abcdef',
      'ghp_a1B2c3D4e5F6',
      '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
    ];
    for (const token of tokens) {
      const text = `${needed.join('\n')}\n${lines.replaceAll('#', token)}`;
      const messages = messagesOf(text);
      expect(messages).not.toEqual([]);
      for (const message of messages)
        expect(message.toLowerCase()).not.toContain(token.toLowerCase());
    }
  });

  test('what only looks a little like one is shown', () => {
    const names = [
      'key_0123',
      'report20240101final.md',
      'CEKURA_PLACEHOLDER_REPLACE_ME',
      'sk_live_key',
    ];
    for (const name of names)
      expect(messagesOf(`${needed.join('\n')}\n${name}: 1\n`).join()).toContain(name);
  });

  test('nor a number', () => {
    for (const { lines, isSecret } of places) {
      if (!isSecret) continue;
      const text = `${lines.join('\n')} 271828182\n`;
      for (const message of messagesOf(text)) expect(message).not.toContain('271828182');
    }
  });
});
