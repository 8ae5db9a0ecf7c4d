import { subscribe } from 'node:diagnostics_channel';
import type { Failure, FailureKind } from './reply';

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

/** The proxy speaks SOCKS, so that nothing was sent. */
export class SocksProxyError extends Error {
  /** @param host host and port of the proxy */
  constructor(readonly host: string) {
    super('The proxy speaks SOCKS.');
  }
}

/** Errors of connections that never stood, secured where they had to be: nothing was sent. undici tells of each. */
const whileConnecting = new WeakSet<object>();
subscribe('undici:client:connectError', (message) => {
  if (typeof message !== 'object' || message === null || !('error' in message)) return;
  const { error } = message;
  if (typeof error === 'object' && error !== null) whileConnecting.add(error);
});

const kinds = new Map<string, FailureKind>([
  ['TimeoutError', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
]);
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/**
 * What an error of Node or undici means for a call. After `unreachable`, `untrusted` and what is said of proxies, the
 * body surely never left; after `cut` nobody knows.
 *
 * @param host host and port that were called
 */
export function failureOfError(error: unknown, host: string): Failure {
  if (error instanceof SocksProxyError) return { kind: 'socksProxy', host: error.host };
  if (error instanceof ProxyError) {
    const { status, host: proxy, cause } = error;
    if (status === undefined) return { kind: 'proxy', host: proxy, code: codeOf(cause) };
    return { kind: status < 500 ? 'proxyRefused' : 'proxy', host: proxy, status };
  }
  const code = codeOf(error);
  if (typeof error === 'object' && error !== null && whileConnecting.has(error)) {
    return { kind: certificate.test(code) ? 'untrusted' : 'unreachable', host, code };
  }
  return { kind: kinds.get(code) ?? 'cut', host, code };
}

/** The code of an error, or of the first of several, such as one for each address of a host. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0]);
  return 'name' in error && typeof error.name === 'string' ? error.name : 'unknown error';
}
