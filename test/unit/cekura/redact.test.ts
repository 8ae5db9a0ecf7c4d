import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapTexts, redactor } from '../../../client/src/api/redact';

describe('secrets are masked wherever a text repeats them', () => {
  test.each<[name: string, secrets: string[], text: string, shown: string]>([
    ['every time', ['hunter2'], 'hunter2, again hunter2', '•••, again •••'],
    ['the longer one where one holds another', ['abcd', 'abcdefg'], 'is abcdefg', 'is •••'],
    ['without the line break at its end', ['hunter2\n'], 'bad key hunter2.', 'bad key •••.'],
    [
      'with signs that mean something in patterns',
      ['a.*$&'],
      'it was a.*$& or abcd',
      'it was ••• or abcd',
    ],
    ['but not what is too short to be one', ['42', ''], 'Project 42', 'Project 42'],
  ])('%s', (_, secrets, text, shown) => {
    expect(redactor(secrets)(text)).toBe(shown);
  });

  test('whatever the secrets and the text around them are', () => {
    const secret = fc.string({ minLength: 4 }).filter((text) => text.trim().length >= 4);
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1 }), fc.string(), (secrets, around) => {
        const shown = redactor(secrets)(around + secrets.join(around) + around);
        for (const text of secrets)
          expect(shown.replaceAll('•••', '\n')).not.toContain(text.trim());
      }),
    );
  });
});

test('an answer keeps its shape', () => {
  const mask = redactor(['hunter2']);
  expect(mapTexts({ id: 1, list: [null, true, { hunter2: ['is hunter2'] }] }, mask)).toEqual({
    id: 1,
    list: [null, true, { '•••': ['is •••'] }],
  });
});
