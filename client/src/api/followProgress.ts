import { setTimeout } from 'node:timers/promises';
import { progressPaths } from './cekuraApi';
import { whatHappened } from './failure';
import { advance, type ImportView, left, notStarted } from './progress';
import type { Failure } from './reply';
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
  unauthorized: () => "Cekura doesn't accept the API key anymore.",
  forbidden: () => 'The API key has no permission to see it.',
  refused: ({ said }) => said ?? "Cekura doesn't report its progress.",
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
export function followImport(options: FollowOptions): Promise<ImportView> {
  return new Following(options).toItsEnd();
}

/** What a poll gives. */
type Polled = Awaited<ReturnType<FollowOptions['poll']>>;

class Following {
  readonly #paths = [...progressPaths];
  #view: ImportView;
  /** In a row. */
  #failures = 0;
  #notFound = 0;
  #inTouchMs = 0;

  constructor(private readonly options: FollowOptions) {
    this.#view = options.shown ?? notStarted;
  }

  async toItsEnd(): Promise<ImportView> {
    const { poll, signal } = this.options;
    while (!signal.aborted) {
      const [path] = this.#paths;
      if (!path) return this.#leave('unknown', "Cekura doesn't know this import anymore.");
      const begun = Date.now();
      const reply = await poll(path);
      if (signal.aborted) break;
      if (reply.kind === 'notFound' && ++this.#notFound > mostNotFound) {
        this.#paths.shift();
        continue;
      }
      const end = this.#take(reply);
      if (end) return end;
      await this.#pause(reply, begun);
    }
    const { reason } = signal;
    const why = typeof reason === 'string' ? reason : 'The editor has closed.';
    return left(this.#view, 'stopped', why);
  }

  /** Shows what a poll gave; gives the last view when there are no more. */
  #take(reply: Polled): ImportView | undefined {
    if (reply.kind === 'progress') {
      this.#failures = 0;
      this.#notFound = 0;
      const view = this.#turn(advance(this.#view, reply.answer));
      if (view.status !== 'running') return view;
    } else {
      const reason = final[reply.kind]?.(reply);
      if (reason) return this.#leave('unknown', reason);
      this.#failures++;
      this.#turn({ ...this.#view, waiting: waitingFor(reply) });
    }
    const { limitMs = 15 * 60_000 } = this.options;
    if (this.#inTouchMs < limitMs) return undefined;
    return this.#leave('overdue', `It didn't finish within ${inMinutes(limitMs)}.`);
  }

  /** @param begun when the poll was sent, in milliseconds since 1970 */
  async #pause(reply: Polled, begun: number): Promise<void> {
    const { pauseMs = 2_000, signal } = this.options;
    const usual = this.#inTouchMs < usualMs ? pauseMs : pauseMs * slower;
    const pause = pauseAfter(reply, usual, this.#failures);
    await setTimeout(pause, undefined, { signal }).catch(() => undefined);
    // A machine that slept, or a clock that was set, has not been in touch all the time.
    const passedMs = Math.max(0, Math.min(Date.now() - begun, pause + longestPauseMs));
    if (reply.kind === 'progress' || !offline.includes(reply.kind)) this.#inTouchMs += passedMs;
  }

  #leave(status: Parameters<typeof left>[1], why: string): ImportView {
    return this.#turn(left(this.#view, status, why));
  }

  #turn(view: ImportView): ImportView {
    this.#view = view;
    this.options.show(view);
    return view;
  }
}

/** The milliseconds to wait after an answer: longer with each failure in a row, and as long as Cekura asks. */
function pauseAfter(reply: Polled, usualMs: number, failures: number): number {
  const askedMs = 'retryAfterS' in reply ? (reply.retryAfterS ?? 0) * 1_000 : 0;
  const ownMs = failures > 0 ? grown(usualMs, failures) : usualMs;
  return Math.max(Math.min(ownMs, longestPauseMs), Math.min(askedMs, longestAskedMs));
}

const waitingFor = (failure: Failure) =>
  offline.includes(failure.kind)
    ? "Can't connect to Cekura. Trying again…"
    : `${whatHappened(failure)} Trying again`;

const inMinutes = (ms: number) => `${Math.round(ms / 60_000)} minutes`;
