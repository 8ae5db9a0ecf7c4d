import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers, consequences } from '../../../../client/src/api/answerTable';
import { createAgent, readAgent, updateAgent } from '../../../../client/src/api/cekuraApi';
import { createFailed, mayBeDone } from '../../../../client/src/api/failure';
import type { Connection } from '../../../../client/src/api/http';

/** What is sent in the place of an HTTP server, to the letter; how often something was asked for. */
let raw: string;
let times: number;
let server: Server;
let connection: Connection;

function answerOnce(socket: Socket): void {
  socket.once('data', () => {
    times += 1;
    socket.end(raw);
  });
  socket.on('error', () => undefined);
}

beforeAll(async () => {
  server = createServer(answerOnce).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const patience = { silenceMs: 5_000, wholeMs: 10_000, pauseMs: 1 };
  connection = { baseUrl: `http://127.0.0.1:${port}`, key: 'key', log: () => undefined, patience };
});
afterAll(() => server.close());

const agent = '{"id": 7, "name": "Support"}';
const begun = '{"id": 7, "progress_id": "p1"}';
const location = 'location: https://elsewhere.example/';
const wait = 'retry-after: 0';

type Row = [status: number, header: string, body: string, kind: string, sent: number, read: number];
/** `sent`: how often a create is sent; `read`: how often a call that only reads. */
const rows: Row[] = [
  [201, '', agent, 'created', 1, 1],
  [201, '', '{"name": "Support"}', 'unreadable', 1, 1],
  [201, '', '<html>', 'unreadable', 1, 1],
  [202, '', begun, 'importing', 1, 1],
  [202, '', agent, 'unreadable', 1, 1],
  [200, '', agent, 'unreadable', 1, 1],
  [200, '', '{}', 'unreadable', 1, 1],
  [203, '', agent, 'unreadable', 1, 1],
  [204, '', '', 'unreadable', 1, 1],
  [206, 'content-range: bytes 0-27/28', agent, 'unreadable', 1, 1],
  [226, '', agent, 'unreadable', 1, 1],
  [300, '', '', 'unexpected', 1, 1],
  [301, location, '', 'redirect', 1, 1],
  [302, location, '', 'redirect', 1, 1],
  [302, '', '', 'unexpected', 1, 1],
  [303, location, '', 'unexpected', 1, 1],
  [304, location, '', 'unexpected', 1, 1],
  [307, location, '', 'redirect', 1, 1],
  [308, location, '', 'redirect', 1, 1],
  [308, '', '', 'unexpected', 1, 1],
  [400, '', '{"name": ["No."]}', 'refused', 1, 1],
  [400, '', '<html>', 'refused', 1, 1],
  [401, '', '{"detail": "No."}', 'unauthorized', 1, 1],
  [402, '', '{"detail": "No."}', 'refused', 1, 1],
  [403, '', '{"detail": "No."}', 'forbidden', 1, 1],
  [404, '', '{"detail": "No."}', 'notFound', 1, 1],
  [404, '', '<html>', 'notFound', 1, 1],
  [408, '', '', 'unexpected', 1, 1],
  [409, '', '{"detail": "No."}', 'conflict', 1, 1],
  [413, '', '<html>', 'bodyTooLarge', 1, 1],
  [418, '', '', 'unexpected', 1, 1],
  [425, wait, '', 'unexpected', 1, 1],
  [429, '', '', 'rateLimited', 1, 3],
  [429, wait, '', 'rateLimited', 3, 3],
  [429, 'retry-after: -5', '', 'rateLimited', 1, 3],
  [429, 'retry-after: 1.5', '', 'rateLimited', 1, 3],
  [429, 'retry-after: soon', '', 'rateLimited', 1, 3],
  [499, '', '', 'unexpected', 1, 1],
  [500, '', '', 'serverError', 1, 3],
  [502, '', '', 'serverError', 1, 3],
  [503, '', '', 'serverError', 1, 3],
  [503, wait, '', 'serverError', 1, 3],
  [504, '', '', 'serverError', 1, 3],
  [599, '', '', 'serverError', 1, 3],
  [600, '', '', 'unexpected', 1, 1],
];
/** The ways to fail that say that no agent was made: a clear refusal by Cekura, or a place elsewhere. */
const refusals = [
  ...['redirect', 'refused', 'unauthorized', 'forbidden', 'notFound', 'conflict'],
  ...['bodyTooLarge', 'rateLimited'],
];
/** What comes of an update that is answered like that: whatever is no clear refusal nobody knows. */
function updateKind([status, , body, kind]: Row): string {
  if (status === 200 && body === agent) return 'updated';
  if (status === 404 && body !== '<html>') return 'gone';
  return refusals.includes(kind) ? kind : 'unknown';
}
const hasNoBody = (status: number) => status === 204 || status === 304;

describe.each([
  ['', ''],
  ['after 102', 'HTTP/1.1 102 Processing\r\n\r\n'],
  ['after 103', 'HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n'],
  ['after both', 'HTTP/1.1 102 P\r\n\r\nHTTP/1.1 103 E\r\nlocation: /a\r\n\r\n'],
])('an answer %s', (_, before) => {
  const answer = ([status, header, body]: Row) => {
    const length = hasNoBody(status) ? [] : [`content-length: ${Buffer.byteLength(body)}`];
    const head = [`HTTP/1.1 ${status} S`, ...(header ? [header] : []), ...length];
    raw = `${before}${[...head, 'connection: close'].join('\r\n')}\r\n\r\n${body}`;
    times = 0;
  };

  test.each(rows)('%i, %j, %j: %s', async (...row) => {
    const [, , , kind, sent, read] = row;
    answer(row);
    const outcome = await createAgent(connection, { name: 'Support' });
    expect([outcome.kind, times]).toEqual([kind, sent]);
    if (outcome.kind !== 'created' && outcome.kind !== 'importing') {
      expect(mayBeDone(outcome)).toBe(!refusals.includes(kind));
      expect(createFailed(outcome).message).toMatch(
        refusals.includes(kind) ? /Not created/ : /The agent may exist/,
      );
    }
    times = 0;
    await readAgent(connection, 7);
    expect(times).toBe(read);
    times = 0;
    const update = await updateAgent(connection, 7, { name: 'Support' });
    expect([update.kind, times]).toEqual([updateKind(row), sent]);
  });
});

test.each([
  ['text/plain; charset=utf-8', ': Insufficient balance for key •••.'],
  ['text/html', ' (400).'],
  ['', ' (400).'],
])('what an answer of the type %j says is said as plain text', async (type, said) => {
  const body = 'Insufficient\nbalance for key key-7.';
  const length = `content-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
  raw = `HTTP/1.1 400 S\r\n${type && `content-type: ${type}\r\n`}${length}\r\n\r\n${body}`;
  const outcome = await createAgent({ ...connection, secrets: ['key-7'] }, { name: 'Support' });
  expect(outcome.kind === 'refused' && createFailed(outcome).message).toBe(
    `Cekura refused the request${said} Not created.`,
  );
});

describe('an answer in an odd form is read as it is meant', () => {
  const deep = `{"name": ${'['.repeat(100_000)}"No."${']'.repeat(100_000)}}`;
  test.each<[name: string, head: string, body: string, kind: string, sent: number]>([
    ['with a byte order mark', '201 S', `\ufeff${agent}`, 'created', 1],
    ['a refusal that goes very deep', '400 S', deep, 'refused', 1],
    ['one for now that goes very deep', `429 S\r\n${wait}`, deep, 'rateLimited', 3],
    ['whose name goes very deep', '201 S', deep.replace('{', '{"id": 7, '), 'created', 1],
  ])('%s', async (_, head, body, kind, sent) => {
    raw = `HTTP/1.1 ${head}\r\nconnection: close\r\n\r\n${body}`;
    times = 0;
    const outcome = await createAgent(connection, { name: 'Support' });
    expect([outcome.kind, times]).toEqual([kind, sent]);
  });

  const good = `HTTP/1.1 201 S\r\nconnection: close\r\n\r\n${agent}`;
  test.each([
    ['100 Continue, which nobody has asked for', `HTTP/1.1 100 Continue\r\n\r\n${good}`],
    ['101 Switching Protocols', `HTTP/1.1 101 S\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n`],
    ['102 and nothing else', 'HTTP/1.1 102 Processing\r\n\r\n'],
    ['no status of HTTP', 'HTTP/1.1 000 S\r\n\r\n'],
    [
      'two lengths',
      good.replace('connection', 'content-length: 3\r\ncontent-length: 4\r\nconnection'),
    ],
    ['less than its length', good.replace('connection', 'content-length: 999\r\nconnection')],
    ['headers without an end', `HTTP/1.1 201 S\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
    ['no HTTP', 'SSH-2.0-OpenSSH\r\n'],
  ])('or is in doubt, and the create sent once: %s', async (_, text) => {
    raw = text;
    times = 0;
    const outcome = await createAgent(connection, { name: 'Support' });
    expect([outcome.kind, times]).toEqual(['cut', 1]);
  });
});

test('every row of the table is one of these', () => {
  const fits = ({ statuses: [first, last] }: (typeof answers)[number]) =>
    rows.some(([status]) => status >= first && status <= last);
  expect(answers.filter((row) => !fits(row))).toEqual([]);
  expect(new Set(answers.map(({ means }) => means))).toEqual(
    new Set([...rows.map(([, , , kind]) => kind), 'updated']),
  );
});

test.each(Object.keys(consequences) as (keyof typeof consequences)[])(
  'what is said after %s is what is known of the agent',
  (kind) => {
    const failure = { kind, host: 'api.cekura.ai' };
    const says = /Not created|The agent may exist/.exec(createFailed(failure).message);
    expect(says?.[0]).toBe(mayBeDone(failure) ? 'The agent may exist' : 'Not created');
  },
);

test.each(['POST', 'PATCH'] as const)(
  '%s is sent again only where surely nothing was done',
  (method) => {
    const again = Object.values(consequences).filter((one) => one.again[method] !== 'no');
    expect(again.map(({ done }) => done)).toEqual(again.map(() => 'no'));
  },
);

describe('an answer that is longer than any should be', () => {
  const long = `"description": ${JSON.stringify('a "quoted" {text} \\ '.repeat(400_000))}`;

  test.each<[what: string, status: number, body: string, outcome: object]>([
    ['has its id at the front', 201, `{"id": 7, ${long}, "name": "S"}`, { kind: 'created', id: 7 }],
    [
      'has its ids at the front',
      202,
      `{"id": 7, "tools": [{"id": 1}], "progress_id": "p", ${long}}`,
      { kind: 'importing', id: 7, progressId: 'p' },
    ],
    ['has its id at the end', 201, `{${long}, "id": 7}`, { kind: 'unreadable' }],
    [
      'has the ids of others only',
      201,
      `{"tools": [{"id": 1}, {"name": "a", "id": 2, "mock_data": []}], ${long}}`,
      { kind: 'unreadable' },
    ],
    ['is none of Cekura', 201, `[${long.slice(15)}]`, { kind: 'answerTooLarge' }],
    [
      'has very many members',
      201,
      `{"id": 7, ${Array.from({ length: 400_000 }, (_, at) => `"k${at}": 1`)}, ${long}}`,
      { kind: 'created', id: 7 },
    ],
    ['refuses the create', 400, `{"name": ["No."], ${long}}`, { kind: 'refused' }],
  ])('%s', async (_, status, body, outcome) => {
    raw = `HTTP/1.1 ${status} S\r\nconnection: close\r\n\r\n${body}`;
    expect(await createAgent(connection, { name: 'Support' })).toMatchObject(outcome);
  });

  test('is not read as an agent', async () => {
    raw = `HTTP/1.1 200 S\r\nconnection: close\r\n\r\n{"id": 7, ${long}}`;
    expect((await readAgent(connection, 7)).kind).toBe('answerTooLarge');
  });
});
