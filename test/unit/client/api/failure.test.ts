import { expect, test } from 'vitest';
import { inWords } from '../../../../client/src/api/failure';

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
