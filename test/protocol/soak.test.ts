import { expect, test } from 'vitest';
import { soak } from '../soak/soak';

/** Of random editing; `npm run soak` goes on for an hour. */
const minutes = 0.7;

test('random editing: no error, answers as of a server that was just started, no leak', {
  timeout: 300_000,
}, async () => {
  const { edits, comparisons, heap } = await soak(minutes, 1);
  expect(edits).toBeGreaterThan(0);
  expect(comparisons).toBeGreaterThan(0);
  expect(heap.end - heap.tenth).toBeLessThan(20e6);
});
