import { setTimeout as pause } from 'node:timers/promises';
import { consequences } from './answerTable';
import type { Failure, Method, Reply } from './reply';

/** What the caller of a call wants of the pauses before it is sent again. */
export interface Waiting {
  /** Told of each pause before it begins, with what it is made for. */
  onWait?: (pauseMs: number, failure: Failure) => void;
  /** Ends the call: in a pause as `cancelled`; while it is under way as its reason says, and nobody knows its outcome then. */
  signal?: AbortSignal;
}

interface RetryOptions {
  method: Method;
  /** Host and port that are called. */
  host: string;
  /** The first pause, in milliseconds; later ones grow. */
  firstMs: number;
  waiting: Waiting;
  log: (line: string) => void;
}

/**
 * Sends a call until its reply is one to keep (see `pauseBefore`), which is given back with the number of attempts.
 *
 * @param attempt sends it once; does not reject
 */
export async function withRetries(
  attempt: () => Promise<Reply>,
  { method, host, firstMs, waiting: { onWait, signal }, log }: RetryOptions,
): Promise<Reply> {
  for (let attempts = 1; ; attempts++) {
    if (signal?.aborted) return { kind: 'cancelled', host };
    const reply = await attempt();
    if (reply.kind === 'answer') return reply;
    const told = onWait !== undefined;
    const pauseMs = pauseBefore(method, reply, { attempts, firstMs, told });
    if (pauseMs === undefined) return { ...reply, attempts };
    log(
      `${method} ${host}: ${reply.status ?? reply.code}, sent again in ${Math.round(pauseMs)} ms`,
    );
    onWait?.(pauseMs, reply);
    await pause(pauseMs, undefined, signal && { signal }).catch(() => undefined);
  }
}

/** How many times a call is sent at most. */
const mostAttempts = 3;
/** Longest pause with somebody told of it, who can end it; and the longest without. */
const longestMs = { told: 5 * 60_000, untold: 10_000 };

/**
 * How long to wait before a call is sent again, in milliseconds; undefined when it is not.
 * `Retry-After` is waited for in full.
 *
 * @param attempts how many times it has been sent
 * @param firstMs the first pause
 */
export function pauseBefore(
  method: Method,
  failure: Failure,
  { attempts, firstMs, told }: { attempts: number; firstMs: number; told: boolean },
): number | undefined {
  const again = consequences[failure.kind].again[method];
  const isAgain = again === 'yes' || (again !== 'no' && failure.retryAfterS !== undefined);
  if (attempts >= mostAttempts || !isAgain) return undefined;
  const pauseMs = Math.max(grown(firstMs, attempts - 1), (failure.retryAfterS ?? 0) * 1_000);
  return pauseMs <= (told ? longestMs.told : longestMs.untold) ? pauseMs : undefined;
}

/**
 * A pause that is doubled so many times, in milliseconds. Up to a half is taken away by chance,
 * so that those who failed together do not come back together.
 */
export function grown(firstMs: number, doublings: number): number {
  return firstMs * 2 ** doublings * (1 - Math.random() / 2);
}
