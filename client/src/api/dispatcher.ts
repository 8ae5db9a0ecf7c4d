import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { isLoopback } from './baseUrl';
import { systemCertificates } from './certificates';
import { ProxyError, SocksProxyError } from './networkErrors';

/** What VS Code's settings `http.*` say. */
export interface NetworkSettings {
  /** `http.proxySupport`; `off` means none. */
  proxySupport: string;
  /** `http.proxy`; empty: the environment's `HTTPS_PROXY`, else its `HTTP_PROXY`. */
  proxy: string;
  /** `http.noProxy`: hosts that are reached directly; empty: the environment's `NO_PROXY`. */
  noProxy: readonly string[];
  /** `http.proxyAuthorization`: the header `Proxy-Authorization`. */
  proxyAuthorization: string | undefined;
  /** `http.proxyStrictSSL`; false: certificates are not checked where a proxy is in between. */
  proxyStrictSSL: boolean;
  /** `http.systemCertificates`: the operating system's certificates are trusted too. */
  systemCertificates: boolean;
}

/**
 * No connection is used twice: one that the server is just closing would leave a create in doubt.
 * undici follows no redirect by itself, so the key never goes to another host.
 */
const options: Agent.Options = { pipelining: 0 };
const tls = {
  /** Until a connection is open, in milliseconds. */
  timeout: 10_000,
  /** Whatever `NODE_TLS_REJECT_UNAUTHORIZED` says. */
  rejectUnauthorized: true,
};

/** Reaches this machine, or any other without settings. */
export const direct: Dispatcher = new Agent({ ...options, connect: tls });

/**
 * How an address is reached: through VS Code's or the environment's proxy, if there is one for it.
 * A proxy is asked for a tunnel (CONNECT) and sees the host's name only. Loopback is reached directly.
 *
 * @param baseUrl from `effectiveBaseUrl`
 */
export function dispatcherTo(
  baseUrl: string,
  settings: NetworkSettings,
): { dispatcher: Dispatcher } | { problem: string } {
  if (isLoopback(new URL(baseUrl).hostname)) return { dispatcher: direct };
  const ca = settings.systemCertificates ? systemCertificates() : undefined;
  const connect = { ...tls, ...(ca && { ca }) };
  if (settings.proxySupport === 'off') return { dispatcher: new Agent({ ...options, connect }) };
  const { proxy, noProxy, proxyAuthorization, proxyStrictSSL } = settings;
  const throughProxy = { ...connect, rejectUnauthorized: proxyStrictSSL };
  const address = (proxy || environmentProxy()).trim();
  const isSocks = /^socks\w*:/i.test(address);
  try {
    const dispatcher = new EnvHttpProxyAgent({
      ...options,
      connect,
      httpProxy: '',
      httpsProxy: isSocks ? address.replace(/^\w+/, 'http') : address,
      ...(noProxy.length > 0 && { noProxy: noProxy.join() }),
      ...(proxyAuthorization && { token: proxyAuthorization }),
      requestTls: throughProxy,
      proxyTls: throughProxy,
      clientFactory: isSocks ? noTunnel : tunnelPool,
    });
    return { dispatcher };
  } catch {
    return { problem: unusable };
  }
}

/** The proxy for addresses with https: by the environment; '' when there is none. */
function environmentProxy(): string {
  const { https_proxy, HTTPS_PROXY, http_proxy, HTTP_PROXY } = process.env;
  return (https_proxy ?? HTTPS_PROXY) || (http_proxy ?? HTTP_PROXY) || '';
}

const unusable =
  'The proxy in the setting http.proxy or the environment variable HTTPS_PROXY must be an address such as http://proxy.example:8080. Nothing is sent until you change it.';

/** In the place of connections to a SOCKS proxy, which would not understand what it is asked. */
function noTunnel(proxy: URL): Dispatcher {
  const connect = () => Promise.reject(new SocksProxyError(proxy.host));
  return Object.assign(new Pool(proxy), { connect });
}

/** Connections to a proxy; whatever fails before a tunnel is open fails as a `ProxyError`. */
function tunnelPool(proxy: URL, given: object): Dispatcher {
  const pool = new Pool(proxy, { ...given, headersTimeout: 15_000 });
  const connect = pool.connect.bind(pool);
  return Object.assign(pool, {
    async connect(request: Parameters<typeof connect>[0]) {
      const answer = await connect(request).catch((error: unknown) => {
        throw new ProxyError(proxy.host, { cause: error });
      });
      if (answer.statusCode === 200) return answer;
      answer.socket.on('error', () => undefined).destroy();
      throw new ProxyError(proxy.host, { status: answer.statusCode });
    },
  });
}
