import type { Unmasked } from './unmasked';

export type Method = 'GET' | 'POST' | 'PATCH';

/** What comes of a call. */
export type Reply = Answer | Refusal | NotFound | Failure;

/** An answer with a status of 2xx that holds JSON. */
export interface Answer {
  kind: 'answer';
  status: number;
  /** What it has; of one that is too long, the fields in its beginning. */
  json: Unmasked;
}

/** An answer of 400 that holds JSON: its messages have places in the spec. */
export interface Refusal extends Failure {
  kind: 'refused';
  answer: Unmasked;
}

/** An answer of 404 that holds JSON. */
interface NotFound extends Failure {
  kind: 'notFound';
  answer: Unmasked;
}

/** Everything but the wanted answer that can come of a call. */
export interface Failure {
  kind: FailureKind;
  /** Host and port that were called, or those of the proxy that failed. */
  host: string;
  /** HTTP status, when there was an answer. */
  status?: number;
  /** Node's or undici's code for what happened to the connection, such as `ECONNREFUSED`. */
  code?: string;
  /** What the answer says, as plain text. */
  said?: string;
  /** Seconds from now, from the header `Retry-After`. */
  retryAfterS?: number;
  /** Host that a redirect points at. */
  target?: string;
  /** How many times the call was sent before it was given up. */
  attempts?: number;
}

export type FailureKind =
  | 'cancelled'
  | 'unreachable'
  | 'proxy'
  | 'proxyRefused'
  | 'socksProxy'
  | 'untrusted'
  | 'timeout'
  | 'cut'
  | 'answerTooLarge'
  | 'unreadable'
  | 'redirect'
  | 'refused'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'gone'
  | 'conflict'
  | 'bodyTooLarge'
  | 'rateLimited'
  | 'serverError'
  | 'unexpected';
