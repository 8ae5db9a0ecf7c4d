import type { Failure, FailureKind } from './failure';

/** The proxy could not be reached or opened no tunnel, so that nothing was sent. */
export class ProxyError extends Error {
  readonly status: number | undefined;

  /** @param host host and port of the proxy, without its password */
  constructor(
    readonly host: string,
    { status, cause }: { status?: number; cause?: unknown },
  ) {
    super('The proxy opened no tunnel.', { cause });
    this.status = status;
  }
}

const kinds: Record<string, FailureKind> = {
  ABORT_ERR: 'cancelled',
  TimeoutError: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'answerTooLarge',
};
const beforeConnected = new Set(['connect', 'getaddrinfo']);
/** Node gives a connection that ends during the TLS handshake the code of any reset one. */
const beforeSecured = /before secure TLS connection was established/;
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/**
 * What an error of Node or undici means for a call. `unreachable` and `untrusted` mean that the
 * body surely never left; after `cut` nobody knows.
 *
 * @param host host and port that were called
 */
export function failureOfError(error: unknown, host: string): Failure {
  if (error instanceof ProxyError) {
    const { status, host: proxy, cause } = error;
    return status === undefined
      ? { kind: 'proxy', host: proxy, code: codeOf(cause) }
      : { kind: 'proxy', host: proxy, status };
  }
  const code = codeOf(error);
  const kind =
    kinds[code] ??
    (certificate.test(code) ? 'untrusted' : undefined) ??
    (neverConnected(error) ? 'unreachable' : 'cut');
  return { kind, host, code };
}

function neverConnected(error: unknown): boolean {
  const { syscall, inner, message = '' } = detailsOf(error);
  return (
    beforeConnected.has(syscall ?? detailsOf(inner).syscall ?? '') || beforeSecured.test(message)
  );
}

function codeOf(error: unknown): string {
  const { code, inner, name } = detailsOf(error);
  return code ?? detailsOf(inner).code ?? name ?? 'unknown error';
}

interface ErrorDetails {
  code?: string;
  syscall?: string;
  name?: string;
  message?: string;
  /** The first of several, such as one for each address of a host. */
  inner?: unknown;
}

function detailsOf(error: unknown): ErrorDetails {
  if (typeof error !== 'object' || error === null) return {};
  const details: ErrorDetails = {};
  if ('code' in error && typeof error.code === 'string') details.code = error.code;
  if ('syscall' in error && typeof error.syscall === 'string') details.syscall = error.syscall;
  if ('name' in error && typeof error.name === 'string') details.name = error.name;
  if ('message' in error && typeof error.message === 'string') details.message = error.message;
  if ('errors' in error && Array.isArray(error.errors)) details.inner = error.errors[0];
  return details;
}
