import { describe, expect, test } from 'vitest';
import { plainText } from '../../../server/src/plainText';

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
