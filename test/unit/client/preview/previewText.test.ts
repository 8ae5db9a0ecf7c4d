import { describe, expect, test } from 'vitest';
import { errorsInLines, previewText } from '../../../../client/src/preview/previewText';

const url = 'https://api.cekura.ai/test_framework/v2/aiagents/';

test('a request that can be sent', () => {
  const sent = ['Secret: livekit_api_key', 'File: prompt.md (3.1 KB)'];
  expect(previewText({ url, problems: [], sent, body: { name: 'Front desk' } })).toBe(
    `// What Create Agent would send. Secrets are masked;
// placeholders get their values when it is sent.
//
// POST ${url}
// Content-Type: application/json
// X-CEKURA-API-KEY: •••
//
// Secret: livekit_api_key
// File: prompt.md (3.1 KB)
{
  "name": "Front desk"
}
`,
  );
});

test('one that cannot: what stands in the way, without a body where there is none', () => {
  const problems = ['The spec holds no keys yet.'];
  expect(previewText({ url: undefined, problems, sent: [], body: null })).toBe(
    `// What Create Agent would send. Secrets are masked;
// placeholders get their values when it is sent.
//
// The spec holds no keys yet.
`,
  );
});

test('no text breaks out of its comment', () => {
  const shown = previewText({ url, problems: ['a\n{"b": 1}\u2028c'], sent: [], body: null });
  expect(shown.split(/[\n\r\u2028]/).every((line) => line === '' || line.startsWith('//'))).toBe(
    true,
  );
});

test('what is hidden in a body is shown as JSON writes it', () => {
  const body = { name: 'a\u202eb\u009bc' };
  const shown = previewText({ url, problems: [], sent: [], body });
  expect(shown).toContain('"name": "a\\u202eb\\u009bc"');
});

describe('errors are told by their lines', () => {
  test.each<[lines: number[], said: string[]]>([
    [[], []],
    [[3], ['One problem stands in the way: line 3.']],
    [[7, 3, 3], ['3 problems stand in the way: lines 3 and 7.']],
    [
      Array.from({ length: 25 }, (_, index) => index + 1),
      ['25 problems stand in the way: lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 15 more.'],
    ],
  ])('%j', (lines, said) => {
    expect(errorsInLines(lines)).toEqual(said);
  });
});
