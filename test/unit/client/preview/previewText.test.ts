import { describe, expect, test } from 'vitest';
import { errorsInLines, previewText } from '../../../../client/src/preview/previewText';

const url = 'https://api.cekura.ai/test_framework/v2/aiagents/';

test('a request that can be sent', () => {
  const sent = ['Secret: livekit_api_key', 'File: prompt.md (3.1 KB)'];
  expect(previewText({ url, problems: [], sent, body: { name: 'Front desk' } })).toBe(
    `// What Create Agent sends. Secrets are masked;
// placeholders are filled in when it's sent.
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
  const problems = ['The spec is empty.'];
  expect(previewText({ url: undefined, problems, sent: [], body: null })).toBe(
    `// What Create Agent sends. Secrets are masked;
// placeholders are filled in when it's sent.
//
// The spec is empty.
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
    [[3], ['1 error to fix: line 3.']],
    [[7, 3, 3], ['3 errors to fix: lines 3 and 7.']],
    [
      Array.from({ length: 25 }, (_, index) => index + 1),
      ['25 errors to fix: lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 15 more.'],
    ],
  ])('%j', (lines, said) => {
    expect(errorsInLines(lines)).toEqual(said);
  });
});
