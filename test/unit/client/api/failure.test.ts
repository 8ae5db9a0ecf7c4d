import { describe, expect, test } from 'vitest';
import { inWords } from '../../../../client/src/api/failure';
import { retryAfter } from '../../../../client/src/api/retryAfter';

test.each<[seconds: number | undefined, words: string]>([
  [undefined, 'in a minute'],
  [0, 'in 1 second'],
  [1, 'in 1 second'],
  [30, 'in 30 seconds'],
  [90, 'in 2 minutes'],
  [3600, 'in 60 minutes'],
  [7201, 'in 3 hours'],
])('a wait of %s s is said %s', (seconds, words) => {
  expect(inWords(seconds)).toBe(words);
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  test.each<[name: string, header: string | undefined, seconds: number | undefined]>([
    ['seconds', '120', 120],
    ['a date', 'Mon, 23 Nov 2026 12:00:30 GMT', 30],
    ['a date that is over', 'Mon, 23 Nov 2026 11:00:00 GMT', 0],
    ['a date in the old form', 'Monday, 23-Nov-26 12:00:30 GMT', 30],
    ['a date as C writes it', 'Mon Nov 23 12:00:30 2026', 30],
    ['a date that is far away', 'Mon, 23 Nov 2099 12:00:30 GMT', 86_400],
    ['seconds that nobody waits for', '999999999', 86_400],
    ['seconds with nothing to wait for', '0', 0],
    ['none', undefined, undefined],
    ['something else', 'soon', undefined],
    ['a time before now', '-5', undefined],
    ['a part of a second', '1.5', undefined],
    ['400 digits', '1'.repeat(400), undefined],
    ['a date of another kind', '2026-11-23T12:00:30Z', undefined],
    ['a date of another zone', 'Mon, 23 Nov 2026 12:00:30 +0100', undefined],
    ['a day that is none', 'Mon, 99 Nov 2026 12:00:30 GMT', undefined],
  ])('%s', (_, header, seconds) => {
    expect(retryAfter(header, now)).toBe(seconds);
  });
});
