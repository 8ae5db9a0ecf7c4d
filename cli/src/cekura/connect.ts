import { effectiveBaseUrl } from '../../../client/src/api/baseUrl';
import { dispatcherTo } from '../../../client/src/api/dispatcher';
import { type Connection, canBeSent } from '../../../client/src/api/http';
import { type Trouble, trouble } from '../base/exitCodes';

/** Proxies and certificates as the environment and the system have them. */
const network = {
  proxySupport: 'on',
  proxy: '',
  noProxy: [],
  proxyAuthorization: undefined,
  proxyStrictSSL: true,
  systemCertificates: true,
};

/**
 * The account that the environment names: `CEKURA_API_KEY` at `CEKURA_API_URL`.
 *
 * @param verbose writes a line for each call to standard error
 */
export function connect({ verbose }: { verbose?: boolean }): Connection | Trouble {
  const { CEKURA_API_KEY, CEKURA_API_URL } = process.env;
  const base = effectiveBaseUrl(undefined, CEKURA_API_URL);
  if ('problem' in base) return trouble('cekura', base.problem);
  const key = CEKURA_API_KEY?.trim();
  if (!key)
    return trouble('cekura', 'Set the environment variable CEKURA_API_KEY to a Cekura API key.');
  if (!canBeSent(key)) {
    return trouble(
      'cekura',
      "The environment variable CEKURA_API_KEY has characters that an API key can't have.",
    );
  }
  const reached = dispatcherTo(base.url, network);
  if ('problem' in reached) return trouble('cekura', reached.problem);
  const log = (line: string) => {
    if (verbose === true) process.stderr.write(`${line}\n`);
  };
  return { baseUrl: base.url, key, log, dispatcher: reached.dispatcher };
}
