import { setTimeout } from 'node:timers/promises';
import type { JsonValue } from '../../../server/src/messages';
import { progressPaths } from './api';
import { type Failure, whatHappened } from './failure';
import { advance, type ImportView, lost, notStarted } from './progress';

export interface FollowOptions {
  /** Reads the progress at one of `progressPaths`. */
  poll: (
    path: (agentId: number) => string,
  ) => Promise<{ kind: 'progress'; answer: JsonValue } | Failure>;
  /** Takes each view that differs from the one before. */
  show: (view: ImportView) => void;
  /** Ends the following, not the import. */
  signal: AbortSignal;
  /** Between two polls; Cekura's own tools wait 2 seconds. */
  pauseMs?: number;
  /** After which it is not followed any longer; an import may take 15 minutes at most. */
  limitMs?: number;
}

/** Failures after which no later poll can succeed, in words. */
const final: Partial<Record<Failure['kind'], (failure: Failure) => string>> = {
  unauthorized: () => 'Cekura does not accept the API key any longer.',
  forbidden: () => 'The API key may not see how far it is.',
  refused: ({ said }) => said ?? 'Cekura does not tell how far it is.',
  redirect: whatHappened,
};
const longestPauseMs = 30_000;

/**
 * Follows an import to its end and gives its last view. Polls that fail are borne: the pauses
 * grow until one succeeds. Never throws.
 */
export async function followImport(options: FollowOptions): Promise<ImportView> {
  const { poll, show, signal, pauseMs = 2_000, limitMs = 15 * 60_000 } = options;
  const paths = [...progressPaths];
  const started = Date.now();
  let view = notStarted;
  let failures = 0;
  const turn = (next: ImportView) => {
    view = next;
    show(view);
    return view;
  };
  while (!signal.aborted) {
    const [path] = paths;
    if (!path) return turn(lost(view, 'Cekura does not know this import any longer.'));
    const reply = await poll(path);
    if (reply.kind === 'progress') {
      failures = 0;
      turn(advance(view, reply.answer));
      if (view.status !== 'running') return view;
    } else if (reply.kind === 'notFound') {
      paths.shift();
      continue;
    } else {
      const reason = final[reply.kind]?.(reply);
      if (reason) return turn(lost(view, reason));
      failures++;
    }
    if (Date.now() - started >= limitMs) {
      return turn(lost(view, 'It has not ended within 15 minutes.'));
    }
    const asked = reply.kind === 'rateLimited' ? (reply.retryAfterS ?? 0) * 1_000 : 0;
    const pause = Math.max(Math.min(pauseMs * 2 ** failures, longestPauseMs), asked);
    await setTimeout(pause, undefined, { signal }).catch(() => undefined);
  }
  return lost(view, 'The editor has closed.');
}
