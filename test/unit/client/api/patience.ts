import type { Connection } from '../../../../client/src/api/http';

/** Faults that ask to wait are made to ask for no time at all. */
export function noWait(fault: string): { retryAfter?: number } {
  return fault === 'rate-limited' || fault === 'unavailable' ? { retryAfter: 0 } : {};
}

/** How long a call is waited for, in milliseconds: as long as anything takes, unless nobody is going to answer. */
export function patienceWith(fault = ''): NonNullable<Connection['patience']> {
  const forever = { silenceMs: 600_000, wholeMs: 600_000, pauseMs: 2 };
  if (fault === 'silence' || fault === 'lost') return { ...forever, silenceMs: 700 };
  if (fault === 'slow-drip') return { ...forever, wholeMs: 1_000 };
  return forever;
}
