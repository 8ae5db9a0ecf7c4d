import type { FailureKind, Method } from './reply';

/** What has to come with a status for a row to count. */
export type Needed = 'id' | 'id and progress_id' | 'Location';

interface AnswerRow {
  /** The first and the last one. */
  statuses: readonly [number, number];
  /** The only method that it goes for; every one when left out. */
  method?: Method;
  needs?: Needed;
  means: 'created' | 'importing' | 'updated' | FailureKind;
}

const only = (status: number) => [status, status] as const;

/**
 * What an answer means: the first row that fits counts. 1xx is no answer but goes before one (RFC 9110, 15.2); at a 100
 * that nobody asked for undici gives up the connection, so that it is `cut` and what follows is not read. Calls that
 * read understand their answers with 2xx themselves.
 */
export const answers: readonly AnswerRow[] = [
  { statuses: only(201), method: 'POST', needs: 'id', means: 'created' },
  { statuses: only(202), method: 'POST', needs: 'id and progress_id', means: 'importing' },
  { statuses: only(200), method: 'PATCH', needs: 'id', means: 'updated' },
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
export function meaningOf(
  method: Method,
  status: number,
  has: readonly Needed[],
): AnswerRow['means'] {
  const row = answers.find(
    ({ statuses: [first, last], method: only = method, needs }) =>
      status >= first &&
      status <= last &&
      only === method &&
      (needs === undefined || has.includes(needs)),
  );
  return row?.means ?? 'unexpected';
}

interface Consequence {
  /** Whether what the call asks for was done: an agent made or changed. */
  done: 'no' | 'unknown';
  /** Whether a call is sent again: never twice what may have been done. */
  again: Record<Method, 'no' | 'yes' | 'when told how long to wait'>;
  /** Other calls would most likely fail in the same way, some of them after seconds or minutes. */
  isForAll?: true;
}

const never = { GET: 'no', POST: 'no', PATCH: 'no' } as const;
const onlyReads = { ...never, GET: 'yes' } as const;
const always = { GET: 'yes', POST: 'yes', PATCH: 'yes' } as const;
const whenTold = 'when told how long to wait';

/** What follows from each way in which a call can fail. */
export const consequences: Record<FailureKind, Consequence> = {
  // Nothing was sent, as no connection stood.
  cancelled: { done: 'no', again: never },
  unreachable: { done: 'no', again: always, isForAll: true },
  untrusted: { done: 'no', again: never, isForAll: true },
  proxy: { done: 'no', again: always, isForAll: true },
  proxyRefused: { done: 'no', again: never, isForAll: true },
  socksProxy: { done: 'no', again: never, isForAll: true },
  // It was sent, and nothing clear came back.
  timeout: { done: 'unknown', again: never, isForAll: true },
  cut: { done: 'unknown', again: onlyReads },
  answerTooLarge: { done: 'unknown', again: never },
  unreadable: { done: 'unknown', again: never },
  unexpected: { done: 'unknown', again: never },
  serverError: { done: 'unknown', again: onlyReads },
  // It was refused.
  redirect: { done: 'no', again: never, isForAll: true },
  refused: { done: 'no', again: never },
  unauthorized: { done: 'no', again: never, isForAll: true },
  forbidden: { done: 'no', again: never },
  notFound: { done: 'no', again: never },
  gone: { done: 'no', again: never },
  conflict: { done: 'no', again: never },
  bodyTooLarge: { done: 'no', again: never },
  rateLimited: { done: 'no', again: { GET: 'yes', POST: whenTold, PATCH: whenTold } },
};
