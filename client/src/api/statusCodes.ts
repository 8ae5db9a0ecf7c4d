import type { Failure, FailureKind } from './failure';
import type { Mask } from './masks';

const kinds: Record<number, FailureKind> = {
  400: 'refused',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  413: 'bodyTooLarge',
  429: 'rateLimited',
};

type Headers = Record<string, string | string[] | undefined>;

/**
 * What an answer with a status of 300 or more means for a call.
 *
 * @param host host and port that were called
 * @param said what the answer says, fit to be shown
 */
export function failureOfStatus(
  status: number,
  headers: Headers,
  host: string,
  mask: Mask,
  said: string,
): Failure {
  const failure = { host, status, ...(said && { said }) };
  if (status < 400) return { ...failure, kind: 'redirect', ...redirectTarget(headers, mask) };
  const retryAfterS = retryAfter(headers['retry-after'], Date.now());
  return {
    ...failure,
    kind: kinds[status] ?? kindOfOther(status, retryAfterS),
    ...(retryAfterS !== undefined && { retryAfterS }),
  };
}

/** 503 with `Retry-After` refuses the call for now; without it nobody knows what was done. */
function kindOfOther(status: number, retryAfterS: number | undefined): FailureKind {
  if (status === 503 && retryAfterS !== undefined) return 'unavailable';
  return status >= 500 ? 'serverError' : 'unexpected';
}

/** An address writes its host in small letters, in which a mask would not find a secret: only one without any is told. */
function redirectTarget({ location }: Headers, mask: Mask): { target?: string } {
  return typeof location === 'string' && URL.canParse(location) && mask(location) === location
    ? { target: new URL(location).host }
    : {};
}

/**
 * Seconds to wait by a `Retry-After` header, which holds seconds or a date (RFC 9110, 10.2.3).
 *
 * @param now milliseconds since 1970
 */
export function retryAfter(header: Headers[string], now: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
