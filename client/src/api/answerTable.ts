import type { FailureKind } from './failure';
import type { Method } from './retry';

/** What has to come with a status for a row to count. */
export type Needed = 'id' | 'id and progress_id' | 'Location';

interface AnswerRow {
  /** The first and the last one. */
  statuses: readonly [number, number];
  needs?: Needed;
  means: 'created' | 'importing' | FailureKind;
}

const only = (status: number) => [status, status] as const;

/**
 * What an answer to a create means: the first row that fits counts. 1xx is no answer but goes before one (RFC 9110,
 * 15.2). Other calls read their answers with 2xx themselves.
 */
export const answers: readonly AnswerRow[] = [
  { statuses: only(201), needs: 'id', means: 'created' },
  { statuses: only(202), needs: 'id and progress_id', means: 'importing' },
  { statuses: [200, 299], means: 'unreadable' },
  // It points at what came of a request that was done (15.4.4).
  { statuses: only(303), means: 'unexpected' },
  // It answers conditions, and none was sent (15.4.5).
  { statuses: only(304), means: 'unexpected' },
  { statuses: [300, 399], needs: 'Location', means: 'redirect' },
  { statuses: [300, 399], means: 'unexpected' },
  // The refusals that Cekura has (contract, and what Django REST framework and its web server answer).
  { statuses: only(400), means: 'refused' },
  { statuses: only(402), means: 'refused' },
  { statuses: only(401), means: 'unauthorized' },
  { statuses: only(403), means: 'forbidden' },
  { statuses: only(404), means: 'notFound' },
  { statuses: only(409), means: 'conflict' },
  { statuses: only(413), means: 'bodyTooLarge' },
  { statuses: only(429), means: 'rateLimited' },
  { statuses: [400, 499], means: 'unexpected' },
  // Also 503 with `Retry-After` (15.6.4): a gateway says so, too, when the connection behind it broke in the middle, and
  // Cekura's own refusal for now is 429 (later docs: a 5xx may have created the agent).
  { statuses: [500, 599], means: 'serverError' },
  { statuses: [600, 999], means: 'unexpected' },
];

/** @param has what came with the status */
export function meaningOf(status: number, has: readonly Needed[]): AnswerRow['means'] {
  const row = answers.find(
    ({ statuses: [first, last], needs }) =>
      status >= first && status <= last && (needs === undefined || has.includes(needs)),
  );
  return row?.means ?? 'unexpected';
}

interface Consequence {
  /** Whether a create has made an agent. */
  agent: 'none' | 'unknown';
  /** Whether a call is sent again: never twice what may have been done. */
  again: Record<Method, 'no' | 'yes' | 'when told how long to wait'>;
}

const never = { GET: 'no', POST: 'no' } as const;

/** What follows from each way in which a call can fail. */
export const consequences: Record<FailureKind, Consequence> = {
  // Nothing was sent, as no connection stood.
  cancelled: { agent: 'none', again: never },
  unreachable: { agent: 'none', again: { GET: 'yes', POST: 'yes' } },
  untrusted: { agent: 'none', again: never },
  proxy: { agent: 'none', again: { GET: 'yes', POST: 'yes' } },
  proxyRefused: { agent: 'none', again: never },
  socksProxy: { agent: 'none', again: never },
  // It was sent, and nothing clear came back.
  timeout: { agent: 'unknown', again: never },
  cut: { agent: 'unknown', again: { GET: 'yes', POST: 'no' } },
  answerTooLarge: { agent: 'unknown', again: never },
  unreadable: { agent: 'unknown', again: never },
  unexpected: { agent: 'unknown', again: never },
  serverError: { agent: 'unknown', again: { GET: 'yes', POST: 'no' } },
  // It was refused.
  redirect: { agent: 'none', again: never },
  refused: { agent: 'none', again: never },
  unauthorized: { agent: 'none', again: never },
  forbidden: { agent: 'none', again: never },
  notFound: { agent: 'none', again: never },
  conflict: { agent: 'none', again: never },
  bodyTooLarge: { agent: 'none', again: never },
  rateLimited: { agent: 'none', again: { GET: 'yes', POST: 'when told how long to wait' } },
};
