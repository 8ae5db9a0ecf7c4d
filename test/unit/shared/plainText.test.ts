import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelText, plainText, visibleJson, visibleText } from '../../../shared/src/plainText';

describe('text from outside becomes one safe line', () => {
  test.each<[name: string, text: string, shown: string]>([
    ['words stay as they are', 'Café «Zürich» 日本 👍🏽', 'Café «Zürich» 日本 👍🏽'],
    ['line breaks and tabs', ' one\r\n\ttwo\u2028three ', 'one two three'],
    ['escape sequences', '\u001b[31mred\u0007', '[31mred'],
    ['direction overrides', 'a\u202egnp.exe\u202c', 'a gnp.exe'],
    ['an invisible mark', '\ufeffname', 'name'],
    ['half of a surrogate pair', 'a\ud800b', 'a b'],
    ['joiners inside of emoji and Persian', '👩‍💻 می‌خواهم', '👩‍💻 می‌خواهم'],
    ['a command link', '[x](command:evil)', '[x] (command:evil)'],
    ['an icon', '$(check) done', '$ (check) done'],
  ])('%s', (_, text, shown) => {
    expect(plainText(text)).toBe(shown);
  });

  test('what is too long ends in …, never in half a character', () => {
    expect(plainText('abcdef', 4)).toBe('abc…');
    expect(plainText('ab👍cdef', 4)).toBe('ab…');
  });
});

describe('text of a spec that is quoted', () => {
  test.each<[name: string, text: string, shown: string]>([
    [
      'stays as it is',
      'Café «Zürich» 日本 👩‍💻 $(a) [b](c)  d',
      'Café «Zürich» 日本 👩‍💻 $(a) [b](c)  d',
    ],
    ['has spaces for breaks and tabs', 'one\r\n\ttwo\u2028three', 'one   two three'],
    [
      'has signs for what cannot be seen',
      'a\u0000b\u001bc\u202ed\ufeffe\ud800',
      'a\ufffdb\ufffdc\ufffdd\ufffde\ufffd',
    ],
  ])('%s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  test('makes no icons of labels', () => {
    expect(labelText('$(zap) \u202e')).toBe('$ (zap) \ufffd');
  });
});

test('JSON says what it is made of, in characters that can be seen', () => {
  const odd = fc.constantFrom(
    '\u0000',
    '\u007f',
    '\u009b',
    '\u061c',
    '\u2028',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\u200b',
    '\u{e0041}',
  );
  const text = fc
    .array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 3 })))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(fc.dictionary(text, text), (value) => {
      const json = visibleJson(value);
      expect({ ...JSON.parse(json) }).toEqual({ ...value });
      expect(json.replaceAll('\n', '')).toBe(visibleText(json.replaceAll('\n', '')));
    }),
  );
});
