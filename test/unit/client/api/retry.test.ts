import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createAgent,
  readAgent,
  readProgress,
  updateAgent,
} from '../../../../client/src/api/cekuraApi';
import { createFailed, mayBeDone } from '../../../../client/src/api/failure';
import type { Connection } from '../../../../client/src/api/http';
import type { Failure } from '../../../../client/src/api/reply';
import { pauseBefore, type Waiting } from '../../../../client/src/api/retry';
import { runs } from '../../../runs';
import { type FaultName, faults } from '../../../sandbox/faults';
import { type Sandbox, startSandbox } from '../../../sandbox/index';
import { noWait, patienceWith } from './patience';

const spec = { name: 'A', description: 'B', project: 42, provider: { type: 'custom' } };

let sandbox: Sandbox;
let connection: Connection;

beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 100 });
});
beforeEach(() => {
  sandbox.disarm();
  sandbox.requests.length = 0;
  connection = connectionWith();
});
afterAll(() => sandbox.close());

const connectionWith = (fault?: FaultName): Connection => ({
  baseUrl: sandbox.url,
  key: 'key',
  log: () => undefined,
  patience: patienceWith(fault),
});

const timesSent = () => sandbox.requests.length;

/** For each fault that stays: how often a create and a read are sent, and what comes of them. */
const table: Record<FaultName, { create: [times: number, end: string]; read: [number, string] }> = {
  'bad-request': { create: [1, 'refused'], read: [1, 'refused'] },
  unauthorized: { create: [1, 'unauthorized'], read: [1, 'unauthorized'] },
  forbidden: { create: [1, 'forbidden'], read: [1, 'forbidden'] },
  'not-found': { create: [1, 'notFound'], read: [1, 'gone'] },
  conflict: { create: [1, 'conflict'], read: [1, 'conflict'] },
  'too-large': { create: [1, 'bodyTooLarge'], read: [1, 'bodyTooLarge'] },
  'rate-limited': { create: [3, 'rateLimited'], read: [3, 'rateLimited'] },
  'rate-limited-without-hint': { create: [1, 'rateLimited'], read: [3, 'rateLimited'] },
  'server-error': { create: [1, 'serverError'], read: [3, 'serverError'] },
  'bad-gateway': { create: [1, 'serverError'], read: [3, 'serverError'] },
  unavailable: { create: [1, 'serverError'], read: [3, 'serverError'] },
  'unavailable-without-hint': { create: [1, 'serverError'], read: [3, 'serverError'] },
  'html-page': { create: [1, 'unreadable'], read: [1, 'unreadable'] },
  'empty-object': { create: [1, 'unreadable'], read: [1, 'unreadable'] },
  redirect: { create: [1, 'redirect'], read: [1, 'redirect'] },
  'see-other': { create: [1, 'unexpected'], read: [1, 'unexpected'] },
  processing: { create: [1, 'created'], read: [1, 'agent'] },
  'early-hints': { create: [1, 'created'], read: [1, 'agent'] },
  'partial-content': { create: [1, 'unreadable'], read: [1, 'agent'] },
  'not-modified': { create: [1, 'unexpected'], read: [1, 'unexpected'] },
  'v1-names': { create: [1, 'refused'], read: [1, 'refused'] },
  'gateway-timeout': { create: [1, 'serverError'], read: [3, 'serverError'] },
  'invalid-json': { create: [1, 'unreadable'], read: [1, 'unreadable'] },
  'wrong-content-type': { create: [1, 'created'], read: [1, 'agent'] },
  'huge-answer': { create: [1, 'created'], read: [1, 'answerTooLarge'] },
  'slow-drip': { create: [1, 'timeout'], read: [1, 'timeout'] },
  silence: { create: [1, 'timeout'], read: [1, 'timeout'] },
  lost: { create: [1, 'timeout'], read: [1, 'timeout'] },
  'edited-before': { create: [1, 'created'], read: [1, 'agent'] },
  'edited-after': { create: [1, 'created'], read: [1, 'agent'] },
  'not-taken': { create: [1, 'created'], read: [1, 'agent'] },
  reset: { create: [1, 'cut'], read: [3, 'cut'] },
  'hang-up': { create: [1, 'cut'], read: [3, 'cut'] },
};
const rows = Object.entries(table).flatMap(([name, row]) =>
  Object.keys(faults)
    .filter((fault): fault is FaultName => fault === name)
    .map((fault) => ({ fault, ...row })),
);

/** How an update ends where a create ends in another way, or with a fault. */
const updateEnd: Record<string, string | undefined> = {
  created: 'updated',
  notFound: 'gone',
  ...Object.fromEntries(
    ['serverError', 'unreadable', 'unexpected', 'timeout', 'cut'].map((end) => [end, 'unknown']),
  ),
  // The agent has to be answered whole.
  'huge-answer': 'unknown',
};

describe('a fault that stays', () => {
  test.each(rows)('$fault: a create is sent and ends $create', async ({ fault, create }) => {
    sandbox.arm('create', fault, { times: Infinity, ...noWait(fault) });
    const { kind } = await createAgent(connectionWith(fault), spec);
    expect([timesSent(), kind]).toEqual(create);
  });

  test.each(rows)(
    '$fault: an update is sent as often as a create, and its end is as sure',
    async ({ fault, create: [times, end] }) => {
      const agent = await createAgent(connection, spec);
      sandbox.requests.length = 0;
      sandbox.arm('update', fault, { times: Infinity, ...noWait(fault) });
      const id = 'id' in agent ? agent.id : 0;
      const { kind } = await updateAgent(connectionWith(fault), id, { name: 'Support' });
      expect([timesSent(), kind]).toEqual([times, updateEnd[fault] ?? updateEnd[end] ?? end]);
    },
  );

  test.each(rows)('$fault: a read is sent and ends $read', async ({ fault, read }) => {
    const agent = await createAgent(connection, spec);
    sandbox.requests.length = 0;
    sandbox.arm('agent', fault, { times: Infinity, ...noWait(fault) });
    const { kind } = await readAgent(connectionWith(fault), 'id' in agent ? agent.id : 0);
    expect([timesSent(), kind]).toEqual(read);
    expect(sandbox.requests.map(({ headers }) => headers.range)).toEqual(
      Array(read[0]).fill(undefined),
    );
  });

  test.each(rows)('$fault: a poll is sent once', async ({ fault }) => {
    sandbox.arm('progress', fault, { times: Infinity, ...noWait(fault) });
    await readProgress(
      connectionWith(fault),
      { id: 303, progressId: 'p' },
      () => '/test_framework/v2/aiagents/import-progress/',
    );
    expect(timesSent()).toBe(1);
  });
});

test('however faults follow on each other, a create makes one agent at most', async () => {
  const patience = { silenceMs: 700, wholeMs: 1_000, pauseMs: 2 };
  const named = fc.constantFrom(...rows.map(({ fault }) => fault));
  const often = fc.constantFrom<FaultName>('rate-limited', 'unavailable', 'hang-up');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(often, named), { maxLength: 4 }), async (given) => {
      sandbox.disarm();
      sandbox.requests.length = 0;
      for (const fault of given) sandbox.arm('create', fault, noWait(fault));
      const before = sandbox.agents.length;
      const outcome = await createAgent({ ...connection, patience }, spec);
      const made = sandbox.agents.length - before;
      const surelyNot =
        outcome.kind !== 'created' && outcome.kind !== 'importing' && !mayBeDone(outcome);
      expect(made).toBeLessThanOrEqual(surelyNot ? 0 : 1);
      expect(sandbox.requests.slice(0, -1).every(({ status }) => status === 429)).toBe(true);
      expect(
        sandbox.requests.every(({ body }) => JSON.stringify(body) === JSON.stringify(spec)),
      ).toBe(true);
    }),
    runs(50),
  );
});

describe('nobody listens', () => {
  const closed = 'http://127.0.0.1:1';

  test('a create is tried three times and never sent', async () => {
    const waits: number[] = [];
    const outcome = await createAgent({ ...connection, baseUrl: closed }, spec, {
      onWait: (pauseMs) => waits.push(pauseMs),
    });
    expect(waits.length).toBe(2);
    expect(createFailed(failed(outcome)).message).toBe(
      "Couldn't connect to Cekura at 127.0.0.1:1 (ECONNREFUSED). Tried 3 times. Not created. Check your network connection, then try again.",
    );
  });

  test.each<[how: string, code: string, does: (socket: Socket) => unknown]>([
    ['the connection ends', 'ECONNRESET', (socket) => socket.destroy()],
    [
      'the server does not speak TLS',
      'ERR_SSL_\\w+',
      (socket) => socket.end('HTTP/1.1 400 No\r\n\r\n'),
    ],
    [
      'the server refuses the handshake',
      'ERR_SSL_\\w+',
      (socket) => socket.end(Buffer.from('15030300020228', 'hex')),
    ],
  ])('or %s before it is secure: nothing was sent either', async (_, code, does) => {
    const server = createTcpServer((socket) => socket.once('data', () => does(socket)));
    const baseUrl = `https://localhost:${await portOf(server)}`;
    const outcome = failed(await createAgent({ ...connection, baseUrl }, spec));
    expect(createFailed(outcome).message).toMatch(
      new RegExp(
        `Couldn't connect to Cekura at localhost:\\d+ \\(${code}\\)\\. Tried 3 times\\. Not created`,
      ),
    );
    server.close();
  });

  test('at first: the create is sent once when somebody does', async () => {
    const gone = await startSandbox();
    await gone.close();
    let back: Sandbox | undefined;
    const patience = { ...patienceWith(), pauseMs: 400 };
    const outcome = await createAgent({ ...connection, patience, baseUrl: gone.url }, spec, {
      onWait: () =>
        void startSandbox({ port: Number(new URL(gone.url).port) }).then((it) => {
          back = it;
        }),
    });
    expect(outcome.kind).toBe('created');
    expect(back?.requests.length).toBe(1);
    await back?.close();
  });
});

describe('a time to wait', () => {
  const date = (seconds: number) => new Date(Date.now() + seconds * 1_000).toUTCString();

  test.each<[name: string, retryAfter: () => number | string, waits: RegExp]>([
    ['in seconds', () => 40, /^40000$/],
    ['of some minutes', () => 300, /^300000$/],
    ['as a date', () => date(90), /^(8|9)\d000$/],
  ])('%s is told before it is waited for', async (_, retryAfter, waits) => {
    sandbox.arm('create', 'rate-limited', { retryAfter: retryAfter() });
    const told: [number, Failure['kind']][] = [];
    await createAgent(connection, spec, cancelledWhenTold(told));
    expect(told).toEqual([[expect.any(Number), 'rateLimited']]);
    expect(String(told[0]?.[0])).toMatch(waits);
  });

  test.each<[name: string, fault: FaultName, retryAfter: number, waiting: Waiting, says: string]>([
    [
      'too long',
      'rate-limited',
      301,
      { onWait: () => undefined },
      'Cekura got too many requests from this account. Not created. Try again in 6 minutes.',
    ],
    [
      'that nobody would see',
      'rate-limited',
      11,
      {},
      'Cekura got too many requests from this account. Not created. Try again in 11 seconds.',
    ],
  ])('%s is said and not waited for', async (_, fault, retryAfter, waiting, says) => {
    sandbox.arm('create', fault, { retryAfter });
    expect(createFailed(failed(await createAgent(connection, spec, waiting))).message).toBe(says);
    expect(timesSent()).toBe(1);
  });
});

describe('a create that is cancelled', () => {
  test('in a pause ends at once and is not sent again', async () => {
    sandbox.arm('create', 'rate-limited', { retryAfter: 300 });
    const outcome = await createAgent(connection, spec, cancelledWhenTold([]));
    expect(createFailed(failed(outcome)).message).toBe('Cancelled. Not created.');
    expect(timesSent()).toBe(1);
  });

  test('before it is sent is not sent', async () => {
    const { kind } = await createAgent(connection, spec, { signal: AbortSignal.abort() });
    expect([timesSent(), kind]).toEqual([0, 'cancelled']);
  });

  test('while it is under way is in doubt, since nobody knows whether it was done', async () => {
    const cancel = new AbortController();
    const outcome = createAgent(connection, spec, { signal: cancel.signal });
    cancel.abort();
    expect((await outcome).kind).toBe('cut');
  });
});

test('an error answer that never ends is left after the time of an attempt', async () => {
  const endless = createServer((_, response) => {
    response.writeHead(503, { 'retry-after': '0' });
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  });
  const baseUrl = `http://127.0.0.1:${await portOf(endless)}`;
  const impatient = { ...connectionWith('slow-drip'), baseUrl };
  expect((await createAgent(impatient, spec)).kind).toBe('timeout');
  endless.close();
});

describe('an answer that undici reads as it is', () => {
  const created = { id: 7, name: 'A' };
  const rows: [name: string, write: (response: ServerResponse) => void, kind: string][] = [
    ['201 after 102', (response) => answered(response.writeProcessing(), response, 201), 'created'],
    [
      '201 after 103',
      (response) =>
        answered(response.writeEarlyHints({ link: '</a>; rel=preload' }), response, 201),
      'created',
    ],
    ['206', (response) => answered(undefined, response, 206), 'unreadable'],
  ];
  const answered = (_before: unknown, response: ServerResponse, status: number) =>
    response.writeHead(status).end(JSON.stringify(created));

  test.each(rows)('%s: a create is sent once', async (_, write, kind) => {
    let times = 0;
    const server = createServer((request, response) => {
      times += 1;
      request.resume().on('end', () => write(response));
    });
    const baseUrl = `http://127.0.0.1:${await portOf(server)}`;
    const outcome = await createAgent({ ...connection, baseUrl }, spec);
    expect([times, outcome.kind]).toEqual([1, kind]);
    server.close();
  });
});

describe('pauses', () => {
  const failure = fc
    .record({
      kind: fc.constantFrom<Failure['kind']>(
        'unreachable',
        'cut',
        'timeout',
        'rateLimited',
        'serverError',
        'refused',
        'unreadable',
      ),
      host: fc.constant('api.cekura.ai'),
      retryAfterS: fc.option(fc.nat(1_000), { nil: undefined }),
    })
    .map(
      ({ retryAfterS, ...rest }): Failure => ({
        ...rest,
        ...(retryAfterS !== undefined && { retryAfterS }),
      }),
    );

  test('are never shorter than Cekura asks for nor longer than somebody would wait', () => {
    fc.assert(
      fc.property(
        failure,
        fc.constantFrom('GET', 'POST'),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (given, method, attempts, told) => {
          const pauseMs = pauseBefore(method, given, { attempts, firstMs: 1_000, told });
          if (pauseMs === undefined) return;
          expect(pauseMs).toBeGreaterThanOrEqual((given.retryAfterS ?? 0) * 1_000);
          expect(pauseMs).toBeGreaterThanOrEqual(500 * 2 ** (attempts - 1));
          expect(pauseMs).toBeLessThanOrEqual(told ? 300_000 : 10_000);
          expect(attempts).toBeLessThan(3);
        },
      ),
    );
  });

  test('are not made for a create that may have been done', () => {
    fc.assert(
      fc.property(failure, (given) => {
        fc.pre(mayBeDone(given));
        expect(pauseBefore('POST', given, { attempts: 1, firstMs: 1, told: true })).toBeUndefined();
      }),
    );
  });
});

/** Starts a server on this machine. */
async function portOf(server: TcpServer): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Notes the pauses that are told and cancels the first. */
function cancelledWhenTold(told: [number, Failure['kind']][]): Waiting {
  const cancel = new AbortController();
  return {
    signal: cancel.signal,
    onWait: (pauseMs, { kind }) => {
      told.push([pauseMs, kind]);
      cancel.abort();
    },
  };
}

function failed(outcome: Awaited<ReturnType<typeof createAgent>>): Failure {
  if (outcome.kind === 'created' || outcome.kind === 'importing') throw new Error('It succeeded.');
  return outcome;
}
