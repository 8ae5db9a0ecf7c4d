import { setTimeout as pause } from 'node:timers/promises';
import { type Dispatcher, interceptors } from 'undici';
import type { Failure } from './failure';
import { failureOfError } from './networkErrors';
import { type Method, pauseBefore } from './retry';

/** What the caller of a call wants of the pauses before it is sent again. */
export interface Waiting {
  /** Told of each pause before it begins, with what it is made for. */
  onWait?: (pauseMs: number, failure: Failure) => void;
  /** Ends a pause, and the call with it. What is under way is not cut: nobody would know its outcome. */
  signal?: AbortSignal;
}

interface AttemptsOptions {
  method: Method;
  /** Host and port that are called. */
  host: string;
  /** How long one attempt may take to the end of its answer. */
  attemptMs: number;
  /** The first pause; undefined when the call is sent once only. */
  firstPauseMs: number | undefined;
  waiting: Waiting;
  log: (line: string) => void;
}

/** Statuses that undici reads to their end before it asks; it passes on all others as they are. */
const statusCodes: Record<Method, number[]> = {
  GET: [429, 500, 502, 503, 504],
  POST: [429, 503],
};

/** The attempts of one call: undici's retry handler makes them, this says whether and when. */
export class Attempts {
  /** How many there have been. */
  count = 1;
  readonly #options: AttemptsOptions;
  readonly #overtime = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #answered = false;

  constructor(options: AttemptsOptions) {
    this.#options = options;
    this.#begin();
  }

  /** Ends an attempt that takes too long. */
  get signal(): AbortSignal {
    return this.#overtime.signal;
  }

  /** Makes each attempt with the dispatcher that it is composed with. */
  get interceptor(): Dispatcher.DispatcherComposeInterceptor {
    const { method } = this.#options;
    return interceptors.retry({
      statusCodes: statusCodes[method],
      retry: (error, _, done) => void this.#next(error).then(done, done),
    });
  }

  /** The answer begins: if it breaks off, undici must not patch it up with a part of another one. */
  answered(): void {
    this.#answered = true;
  }

  /** The call is over. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #begin(): void {
    const overtime = new DOMException('The attempt took too long.', 'TimeoutError');
    this.#timer = setTimeout(() => this.#overtime.abort(overtime), this.#options.attemptMs);
  }

  /** Waits for the time of the next attempt and gives null, or gives what ends the call. */
  async #next(error: Error): Promise<Error | null> {
    const { method, host, firstPauseMs, waiting, log } = this.#options;
    if (this.#answered || firstPauseMs === undefined) return error;
    const failure = failureOfError(error, host);
    const told = waiting.onWait !== undefined;
    const pauseMs = pauseBefore(method, failure, {
      attempts: this.count,
      firstMs: firstPauseMs,
      told,
    });
    if (pauseMs === undefined) return error;
    this.end();
    log(
      `${method} ${host}: ${failure.status ?? failure.code}, sent again in ${Math.round(pauseMs)} ms`,
    );
    waiting.onWait?.(pauseMs, failure);
    try {
      await pause(pauseMs, undefined, waiting.signal && { signal: waiting.signal });
    } catch (aborted) {
      return aborted instanceof Error ? aborted : error;
    }
    this.count++;
    this.#begin();
    return null;
  }
}
