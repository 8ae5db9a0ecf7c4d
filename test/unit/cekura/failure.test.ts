import { describe, expect, test } from 'vitest';
import { inWords } from '../../../client/src/api/failure';
import { retryAfter } from '../../../client/src/api/statusCodes';

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
    ['none', undefined, undefined],
    ['something else', 'soon', undefined],
  ])('%s', (_, header, seconds) => {
    expect(retryAfter(header, now)).toBe(seconds);
  });
});
