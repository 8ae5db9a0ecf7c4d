import { setTimeout } from 'node:timers/promises';
import { progressPaths } from './cekuraApi';
import { type Failure, whatHappened } from './failure';
import { advance, type ImportView, left, notStarted } from './progress';
import { grown } from './retry';
import type { Unmasked } from './unmasked';

export interface FollowOptions {
  /** Reads the progress at one of `progressPaths`, once. */
  poll: (
    path: (agentId: number) => string,
  ) => Promise<{ kind: 'progress'; answer: Unmasked } | Failure>;
  /** Takes each view that differs from the one before. */
  show: (view: ImportView) => void;
  /** The running view that is shown of it before. */
  shown?: ImportView;
  /** Ends the following, not the import. Its reason is shown when it is a text. */
  signal: AbortSignal;
  /** Between two polls at first, in milliseconds; Cekura's own tools wait 2 seconds. */
  pauseMs?: number;
  /** Time in touch with Cekura after which it is `overdue`; an import may take 15 minutes at most. */
  limitMs?: number;
}

/** Failures after which no later poll can succeed, in words. */
const final: Partial<Record<Failure['kind'], (failure: Failure) => string>> = {
  unauthorized: () => 'Cekura does not accept the API key any longer.',
  forbidden: () => 'The API key may not see how far it is.',
  refused: ({ said }) => said ?? 'Cekura does not tell how far it is.',
  redirect: whatHappened,
};

/** Failures that say nothing of the import or of Cekura: this machine is offline, or asleep. */
const offline: readonly Failure['kind'][] = [
  'unreachable',
  'proxy',
  'proxyRefused',
  'untrusted',
  'cut',
];

/** How often in a row an import may be not found, before each of the older paths is asked once. */
const mostNotFound = 3;

const longestPauseMs = 30_000;
/** How long Cekura may ask to wait (`Retry-After`). */
const longestAskedMs = 5 * 60_000;
/** Imports usually end within this time; later ones are asked for less often. */
const usualMs = 2 * 60_000;
const slower = 5;

/**
 * Follows an import to its end and gives its last view. Polls that fail are borne: the pauses
 * grow until one succeeds, and `waiting` says what happens. Never throws.
 */
export async function followImport(options: FollowOptions): Promise<ImportView> {
  const { poll, show, shown = notStarted, signal } = options;
  const { pauseMs = 2_000, limitMs = 15 * 60_000 } = options;
  const paths = [...progressPaths];
  let view = shown;
  let failures = 0;
  let notFound = 0;
  let inTouchMs = 0;
  const turn = (next: ImportView) => {
    view = next;
    show(view);
    return view;
  };
  while (!signal.aborted) {
    const [path] = paths;
    if (!path) return turn(left(view, 'unknown', 'Cekura does not know this import any longer.'));
    const begun = Date.now();
    const reply = await poll(path);
    if (signal.aborted) break;
    if (reply.kind === 'progress') {
      failures = 0;
      notFound = 0;
      turn(advance(view, reply.answer));
      if (view.status !== 'running') return view;
    } else if (reply.kind === 'notFound' && ++notFound > mostNotFound) {
      paths.shift();
      continue;
    } else {
      const reason = final[reply.kind]?.(reply);
      if (reason) return turn(left(view, 'unknown', reason));
      failures++;
      turn({ ...view, waiting: waitingFor(reply) });
    }
    if (inTouchMs >= limitMs) {
      return turn(left(view, 'overdue', `It has not ended within ${inMinutes(limitMs)}.`));
    }
    const usual = inTouchMs < usualMs ? pauseMs : pauseMs * slower;
    const askedMs = 'retryAfterS' in reply ? (reply.retryAfterS ?? 0) * 1_000 : 0;
    const pause = Math.max(
      Math.min(failures > 0 ? grown(usual, failures) : usual, longestPauseMs),
      Math.min(askedMs, longestAskedMs),
    );
    await setTimeout(pause, undefined, { signal }).catch(() => undefined);
    // A machine that slept, or a clock that was set, has not been in touch all the time.
    const passedMs = Math.max(0, Math.min(Date.now() - begun, pause + longestPauseMs));
    if (reply.kind === 'progress' || !offline.includes(reply.kind)) inTouchMs += passedMs;
  }
  const { reason } = signal;
  return left(view, 'stopped', typeof reason === 'string' ? reason : 'The editor has closed.');
}

const waitingFor = (failure: Failure) =>
  offline.includes(failure.kind)
    ? 'Cekura cannot be reached; trying again'
    : `${whatHappened(failure)} Trying again`;

const inMinutes = (ms: number) => `${Math.round(ms / 60_000)} minutes`;
