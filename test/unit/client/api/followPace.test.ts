import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { followImport } from '../../../../client/src/api/followProgress';
import type { Failure } from '../../../../client/src/api/reply';
import { Unmasked } from '../../../../client/src/api/unmasked';

/** The clock, which goes on by the pauses that are made and by nothing else; in milliseconds. */
const clock = vi.hoisted((): { now: number; pauses: number[] } => ({ now: 0, pauses: [] }));
vi.mock('node:timers/promises', () => ({
  async setTimeout(ms: number) {
    clock.pauses.push(ms);
    clock.now += ms;
  },
}));

beforeEach(() => {
  Object.assign(clock, { now: 0, pauses: [] });
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now);
});
afterEach(() => vi.restoreAllMocks());

const minutes = (count: number) => count * 60_000;

/** Follows an import and gives its last view. `poll` answers by how many polls there were before. */
function follow(poll: (before: number) => Partial<Failure> | 'running' | 'completed') {
  let polls = 0;
  return followImport({
    async poll() {
      const reply = poll(polls++);
      return typeof reply === 'string'
        ? { kind: 'progress', answer: new Unmasked({ status: reply }, (text) => text) }
        : { kind: 'serverError', host: 'api.cekura.ai', ...reply };
    },
    show: () => undefined,
    signal: new AbortController().signal,
  });
}

describe('an import is asked for', () => {
  test('every two seconds, and every ten when it takes longer than two minutes', async () => {
    await follow(() => (clock.now >= minutes(3) ? 'completed' : 'running'));
    expect(clock.pauses.slice(0, 60)).toEqual(Array(60).fill(2_000));
    expect(clock.pauses.slice(60)).toEqual(Array(6).fill(10_000));
  });

  test('less and less often while polls fail, up to 30 seconds, and as before after one that does not', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    await follow((before) => (before < 6 ? {} : before === 6 ? 'running' : 'completed'));
    expect(clock.pauses).toEqual([4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 2_000]);
  });

  test('as after other failures when it is not found, and at the older addresses at once', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const end = await follow(() => ({ kind: 'notFound' }));
    expect(clock.pauses).toEqual([4_000, 8_000, 16_000]);
    expect(end.reason).toBe("Cekura doesn't know this import anymore.");
  });

  test('not by all windows at the same time after a failure', async () => {
    for (let window = 0; window < 20; window++) {
      await follow((before) => (before === 0 ? {} : 'completed'));
    }
    expect(new Set(clock.pauses).size).toBeGreaterThan(10);
    expect(Math.min(...clock.pauses)).toBeGreaterThan(2_000);
    expect(Math.max(...clock.pauses)).toBeLessThanOrEqual(4_000);
  });

  test.each([
    [60, 60_000],
    [3_600, minutes(5)],
  ])('when Cekura asks to wait for %i seconds, after %i ms', async (retryAfterS, ms) => {
    await follow((before) => (before === 0 ? { kind: 'rateLimited', retryAfterS } : 'completed'));
    expect(clock.pauses).toEqual([ms]);
  });

  test('for 15 minutes at most', async () => {
    const end = await follow(() => 'running');
    expect(end).toMatchObject({
      status: 'overdue',
      reason: "It didn't finish within 15 minutes.",
    });
    expect(clock.now).toBeGreaterThanOrEqual(minutes(15));
    expect(clock.now).toBeLessThan(minutes(15) + 10_000);
  });
});
