import tls from 'node:tls';

/**
 * The certificates that Node and the operating system trust, as PEM texts. undefined where Node
 * cannot read the system's (before 22.15): then its own and `NODE_EXTRA_CA_CERTS` go.
 *
 * VS Code brings the system's certificates to `https`, and to `tls` only while its experimental
 * `http.experimental.systemCertificatesV2` is on; undici uses `tls`.
 */
export function systemCertificates(): string[] | undefined {
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof read !== 'function') return undefined;
  return ['default', 'system'].flatMap((store) => read(store));
}
