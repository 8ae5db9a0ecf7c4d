import dns from 'node:dns';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import nodeTls from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAgent } from '../../../../client/src/api/cekuraApi';
import { dispatcherTo, type NetworkSettings } from '../../../../client/src/api/dispatcher';
import { createFailed } from '../../../../client/src/api/failure';
import { type Sandbox, startSandbox } from '../../../sandbox/index';
import { patienceWith } from './patience';

const key = 'key-5ecret';
const spec = { name: 'Support', description: '5ecret', project: 42, provider: { type: 'custom' } };
const cekura = 'https://api.cekura.invalid';

let sandbox: Sandbox;
/** Cekura behind the proxy: TLS with a certificate that nobody trusts. */
const certificate = readFileSync('test/fixtures/tls/certificate.pem', 'utf8');
const tls = nodeTls.createServer(
  { key: readFileSync('test/fixtures/tls/key.pem'), cert: certificate },
  (socket) => pipeBoth(socket, connect(Number(new URL(sandbox.url).port), '127.0.0.1')),
);
/** A proxy that opens tunnels to it whatever host is asked for. */
const proxy = createServer();

/** What the proxy was asked for, what it could read of it, and what it does. */
let asked: IncomingMessage[];
let read: string;
let answer: (socket: Duplex) => void;
let lines: string[];

proxy.on('connect', (request, socket) => {
  asked.push(request);
  answer(socket);
});
const openTunnel = (socket: Duplex) => {
  socket.on('data', (chunk: Buffer) => {
    read += chunk.toString('latin1');
  });
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  pipeBoth(socket, connect(portOf(tls), '127.0.0.1'));
};
const refuse = (status: number) => (socket: Duplex) => {
  socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
};

beforeAll(async () => {
  sandbox = await startSandbox();
  for (const server of [tls, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(() => {
  sandbox.disarm();
  sandbox.requests.length = 0;
  asked = [];
  read = '';
  answer = openTunnel;
  lines = [];
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toUpperCase(), undefined);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(async () => {
  tls.close();
  proxy.close();
  await sandbox.close();
});

const portOf = (server: { address: Server['address'] }) => (server.address() as AddressInfo).port;
const proxyUrl = (login = '') => `http://${login}127.0.0.1:${portOf(proxy)}`;

/** Stands for `dns.lookup` and finds every host here. */
function toThisMachine(...args: unknown[]): void {
  const found = args.at(-1);
  if (typeof found === 'function') found(null, [{ address: '127.0.0.1', family: 4 }]);
}

function pipeBoth(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one);
  one.on('error', () => other.destroy());
  other.on('error', () => one.destroy());
}

const none: NetworkSettings = {
  proxySupport: 'override',
  proxy: '',
  noProxy: [],
  proxyAuthorization: undefined,
  proxyStrictSSL: false,
  systemCertificates: false,
};

/** Creates an agent under such settings. */
async function create(settings: Partial<NetworkSettings>, baseUrl = cekura) {
  const route = dispatcherTo(baseUrl, { ...none, ...settings });
  if ('problem' in route) throw new Error(route.problem);
  const patience = patienceWith();
  const log = (line: string) => lines.push(line);
  const outcome = await createAgent({ baseUrl, key, log, patience, ...route }, spec);
  if (outcome.kind === 'created' || outcome.kind === 'importing') return outcome.kind;
  return createFailed(outcome).message.replace(String(portOf(proxy)), 'PORT');
}

describe('a create goes through a proxy', () => {
  test.each<
    [from: string, settings: () => Partial<NetworkSettings>, env: Record<string, () => string>]
  >([
    ['of the setting http.proxy', () => ({ proxy: proxyUrl() }), {}],
    ['of HTTPS_PROXY', () => ({}), { HTTPS_PROXY: proxyUrl }],
    ['of HTTP_PROXY when there is no other', () => ({}), { HTTP_PROXY: proxyUrl }],
    [
      'of the setting before that of the environment',
      () => ({ proxy: proxyUrl() }),
      { HTTPS_PROXY: () => 'http://127.0.0.1:1' },
    ],
    [
      'unless another host is excepted',
      () => ({ proxy: proxyUrl(), noProxy: ['example.com'] }),
      {},
    ],
  ])('%s', async (_, settings, env) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value());
    expect(await create(settings())).toBe('created');
    expect(asked.map(({ url }) => url)).toEqual(['api.cekura.invalid:443']);
    expect(sandbox.requests.length).toBe(1);
  });

  test('that sees a host and no more: no path, no key, no spec', async () => {
    expect(await create({ proxy: proxyUrl() })).toBe('created');
    expect(sandbox.requests[0]?.headers['x-cekura-api-key']).toBe(key);
    expect(read.length).toBeGreaterThan(100);
    expect(read + asked.map(({ url, rawHeaders }) => [url, ...rawHeaders])).not.toMatch(
      /5ecret|aiagents/,
    );
  });

  test('once more when Cekura refuses it for now', async () => {
    sandbox.arm('create', 'rate-limited', { retryAfter: 0 });
    expect(await create({ proxy: proxyUrl() })).toBe('created');
    expect(sandbox.requests.map(({ status }) => status)).toEqual([429, 201]);
  });
});

describe('a create does not go through the proxy', () => {
  test.each<[when: string, settings: Partial<NetworkSettings>, env: Record<string, string>]>([
    ['when http.proxySupport is off', { proxySupport: 'off' }, {}],
    ['when http.noProxy names the host', { noProxy: ['api.cekura.invalid'] }, {}],
    ['when http.noProxy names its domain', { noProxy: ['example.com', '*.cekura.invalid'] }, {}],
    ['when NO_PROXY names the host', {}, { NO_PROXY: 'example.com,.cekura.invalid' }],
  ])('%s', async (_, settings, env) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect(await create({ proxy: proxyUrl(), ...settings })).toMatch(
      /^Couldn't connect to Cekura at api\.cekura\.invalid/,
    );
    expect(asked).toEqual([]);
  });

  test.each<[where: string, baseUrl: () => string, settings: Partial<NetworkSettings>]>([
    ['on this machine', () => `https://127.0.0.1:${portOf(tls)}`, {}],
    ['elsewhere', () => `https://api.cekura.invalid:${portOf(tls)}`, { proxySupport: 'off' }],
    [
      'elsewhere, as the proxy is not for it',
      () => `https://api.cekura.invalid:${portOf(tls)}`,
      { proxy: 'http://127.0.0.1:1', noProxy: ['api.cekura.invalid'] },
    ],
  ])(
    'to a server that nobody trusts, whatever the environment says: %s',
    async (_, baseUrl, settings) => {
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
      vi.spyOn(dns, 'lookup').mockImplementation(toThisMachine);
      expect(await create(settings, baseUrl())).toMatch(
        /^This machine doesn't trust the certificate of .*Not created/,
      );
      expect(sandbox.requests).toEqual([]);
    },
  );

  test('to this machine', async () => {
    vi.stubEnv('HTTP_PROXY', proxyUrl());
    expect(await create({ proxy: proxyUrl() }, sandbox.url)).toBe('created');
    expect(asked).toEqual([]);
  });
});

describe('a proxy that fails is named, and nothing was sent', () => {
  const advice =
    'Not created. Check the settings http.proxy and http.proxyAuthorization, or HTTPS_PROXY in the environment.';

  test.each<[how: string, does: (socket: Duplex) => void, says: string, times: number]>([
    [
      'needs a user name and password',
      refuse(407),
      'The proxy 127.0.0.1:PORT needs a user name and password (407).',
      1,
    ],
    ['forbids it', refuse(403), 'The proxy 127.0.0.1:PORT blocks Cekura (403).', 1],
    [
      'cannot reach Cekura',
      refuse(502),
      'The proxy 127.0.0.1:PORT blocks Cekura (502). Tried 3 times.',
      3,
    ],
    [
      'hangs up',
      (socket) => socket.destroy(),
      "Couldn't connect to the proxy 127.0.0.1:PORT (UND_ERR_SOCKET). Tried 3 times.",
      3,
    ],
  ])('when it %s', async (_, does, says, times) => {
    answer = does;
    expect(await create({ proxy: proxyUrl('user:5ecret@') })).toBe(`${says} ${advice}`);
    expect(asked.length).toBe(times);
    expect(sandbox.requests).toEqual([]);
    expect(lines.join()).not.toContain('5ecret');
  });

  test.each(['socks', 'socks4', 'socks4a', 'socks5', 'socks5h', 'SOCKS5', ' socks5'])(
    'before it is asked when it speaks %j',
    async (language) => {
      expect(await create({ proxy: proxyUrl('user:5ecret@').replace('http', language) })).toBe(
        "The proxy 127.0.0.1:PORT is a SOCKS proxy, which isn't supported. Not created. Set an HTTP proxy in http.proxy, or add the host of Cekura to http.noProxy.",
      );
      expect([asked, read, lines.join()]).toEqual([[], '', expect.not.stringContaining('5ecret')]);
    },
  );

  test('but not one that speaks SOCKS and is not for Cekura', async () => {
    vi.stubEnv('HTTPS_PROXY', 'socks5://127.0.0.1:1');
    expect(await create({ noProxy: ['api.cekura.invalid'] })).toMatch(
      /^Couldn't connect to Cekura at api\.cekura\.invalid/,
    );
  });

  test('when nobody listens', async () => {
    expect(await create({ proxy: 'http://user:5ecret@127.0.0.1:1' })).toBe(
      `Couldn't connect to the proxy 127.0.0.1:1 (ECONNREFUSED). Tried 3 times. ${advice}`,
    );
    expect(lines.join()).not.toContain('5ecret');
  });

  test.each(['proxy.example:8080', 'http://', 'ftp://proxy.example', '%'])(
    'when its address is %s',
    (address) => {
      expect(dispatcherTo(cekura, { ...none, proxy: address })).toEqual({
        problem: expect.stringMatching(
          /^The proxy in the setting http\.proxy .* must be an address .* until you change it/,
        ),
      });
    },
  );
});

describe('a proxy is given', () => {
  test.each<[what: string, settings: () => Partial<NetworkSettings>, header: string]>([
    [
      'the login of its address',
      () => ({ proxy: proxyUrl('user:p%40ss@') }),
      `Basic ${btoa('user:p@ss')}`,
    ],
    [
      'what http.proxyAuthorization holds',
      () => ({ proxy: proxyUrl(), proxyAuthorization: 'Negotiate x' }),
      'Negotiate x',
    ],
  ])('%s', async (_, settings, header) => {
    expect(await create(settings())).toBe('created');
    expect(asked[0]?.headers['proxy-authorization']).toBe(header);
    expect(sandbox.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
  });
});

describe('certificates', () => {
  const untrusted = "This machine doesn't trust the certificate of";

  test('are checked behind a proxy unless http.proxyStrictSSL is off', async () => {
    expect(await create({ proxy: proxyUrl(), proxyStrictSSL: true })).toBe(
      `${untrusted} api.cekura.invalid (DEPTH_ZERO_SELF_SIGNED_CERT). Not created. Check your network or proxy, then try again.`,
    );
    expect(sandbox.requests).toEqual([]);
  });

  test('are checked without a proxy whatever http.proxyStrictSSL says', async () => {
    expect(await create({}, `https://localhost:${portOf(tls)}`)).toContain(untrusted);
    expect(sandbox.requests).toEqual([]);
  });

  test.each([
    [true, 'created'],
    [false, untrusted],
  ])('that the system trusts are trusted, http.systemCertificates: %s', async (given, result) => {
    const before: unknown = Reflect.get(nodeTls, 'getCACertificates');
    const read = (store: string) => (store === 'system' ? [certificate] : []);
    Reflect.set(nodeTls, 'getCACertificates', read);
    const settings = { proxy: proxyUrl(), proxyStrictSSL: true, systemCertificates: given };
    expect(await create(settings)).toContain(result);
    Reflect.set(nodeTls, 'getCACertificates', before);
  });
});
