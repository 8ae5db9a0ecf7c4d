import { expect, test } from 'vitest';
import { retryAfter } from '../../../../client/src/api/retryAfter';

const now = Date.UTC(2026, 10, 30, 12);

test.each<[header: unknown, seconds: number | undefined]>([
  ['0', 0],
  ['120', 120],
  ['Mon, 30 Nov 2026 12:01:30 GMT', 90],
  ['Monday, 30-Nov-26 12:01:30 GMT', 90],
  ['Mon Nov 30 12:01:30 2026', 90],
  ['Mon, 30 Nov 2026 11:00:00 GMT', 0],
  // A day at most.
  ['90000', 86_400],
  ['999999999999999', 86_400],
  ['Tue, 30 Nov 2027 12:00:00 GMT', 86_400],
  // Neither whole seconds nor a date of HTTP.
  ['9'.repeat(400), undefined],
  ['-5', undefined],
  ['+5', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
  ['', undefined],
  ['soon', undefined],
  ['2026-11-30T12:01:30Z', undefined],
  ['Mon, 99 Nov 2026 12:01:30 GMT', undefined],
  ['Mon, 30 Nov 2026 12:01:30 CET', undefined],
  [['5', '6'], undefined],
  [undefined, undefined],
])('Retry-After: %j is %j seconds', (header, seconds) => {
  expect(retryAfter(header, now)).toBe(seconds);
});
