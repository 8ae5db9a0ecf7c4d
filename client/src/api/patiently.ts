import { setTimeout } from 'node:timers/promises';
import type { Failure } from './reply';

/** Longest wait for an account that has sent too many requests, in seconds, and how often it is waited. */
const longestS = 300;
const mostWaits = 5;

/** Asks again after the time that Cekura names, when it got too many requests: for work in which nobody waits for each call. */
export async function patiently<Reply extends { kind: string }>(
  ask: () => Promise<Reply | Failure>,
): Promise<Reply | Failure> {
  for (let waits = 0; ; waits += 1) {
    const reply = await ask();
    const seconds = 'retryAfterS' in reply ? reply.retryAfterS : undefined;
    const isLast = waits === mostWaits || seconds === undefined || seconds > longestS;
    if (reply.kind !== 'rateLimited' || isLast) return reply;
    await setTimeout(seconds * 1_000);
  }
}
