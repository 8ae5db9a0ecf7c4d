import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkKey, createAgent } from '../../../../client/src/api/cekuraApi';
import { createFailed, type Offer } from '../../../../client/src/api/failure';
import type { Connection } from '../../../../client/src/api/http';
import type { Failure } from '../../../../client/src/api/reply';
import type { FaultName } from '../../../sandbox/faults';
import { type Sandbox, startSandbox } from '../../../sandbox/index';
import { noWait, patienceWith } from './patience';

const key = 'key-5ecret';
const spec = {
  name: 'Support',
  description: 'Answers with 5ecret words.',
  project: 42,
  provider: { type: 'custom' },
};
const importing = {
  project: 42,
  provider: {
    type: 'vapi',
    agent_id: 'asst_1',
    credentials: { api_key: 'vapi-5ecret' },
    configure_from_provider: true,
  },
};

let sandbox: Sandbox;
let lines: string[];
let connection: Connection;

const connectionWith = (fault?: FaultName): Connection => ({
  baseUrl: sandbox.url,
  key,
  log: (line) => lines.push(line),
  patience: patienceWith(fault),
});

beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 100 });
});
beforeEach(() => {
  sandbox.disarm();
  sandbox.requests.length = 0;
  lines = [];
  connection = connectionWith();
});
afterAll(() => sandbox.close());

describe('an agent is created', () => {
  test('at once (201)', async () => {
    expect(await createAgent(connection, spec)).toEqual({
      kind: 'created',
      id: expect.any(Number),
      name: 'Support',
    });
  });

  test('with an import that begins (202)', async () => {
    expect(await createAgent(connection, importing)).toEqual({
      kind: 'importing',
      id: expect.any(Number),
      progressId: expect.any(String),
    });
  });

  test('but not from files that are longer together than any text can be', async () => {
    const content = 'A'.repeat(60_000_000);
    const files = Array.from({ length: 9 }, () => ({ content }));
    const outcome = await createAgent(connection, { ...spec, files });
    expect(outcome).toEqual({ kind: 'bodyTooLarge', host: new URL(sandbox.url).host });
    expect(sandbox.requests).toEqual([]);
  });

  test('by one request that has the key in its header alone', async () => {
    await createAgent(connection, spec);
    const [request, ...more] = sandbox.requests;
    expect(more).toEqual([]);
    expect(request).toMatchObject({
      method: 'POST',
      path: '/test_framework/v2/aiagents/',
      headers: { 'x-cekura-api-key': key, 'content-type': 'application/json' },
      body: spec,
    });
  });

  test('when the answer has another content type', async () => {
    sandbox.arm('create', 'wrong-content-type');
    expect(await createAgent(connection, spec)).toMatchObject({ kind: 'created' });
  });

  test('with a spec as large as real ones', async () => {
    const description = 'Grüezi 👋 '.repeat(100_000);
    expect(await createAgent(connection, { ...spec, description })).toMatchObject({
      kind: 'created',
    });
  });
});

const none = 'Not created. ';
const maybe = 'The agent may exist. Check in Cekura before you create it again.';

interface Bad {
  fault: FaultName;
  says: string;
  offer?: Offer;
  body?: unknown;
  retryAfter?: number;
}

describe('what goes wrong is said with what it means and what to do', () => {
  test.each<Bad>([
    {
      fault: 'unauthorized',
      says: `Cekura doesn't accept the API key. ${none}Set a valid key, then create again.`,
      offer: 'setApiKey',
    },
    {
      fault: 'forbidden',
      says: `The API key has no permission for this: You do not have permission to perform this action. ${none}Check the project in the spec, or set a key of that project.`,
      offer: 'setApiKey',
    },
    {
      fault: 'not-found',
      says: `HOST answered "not found": Not found. ${none}Check the project in the spec and the setting cekuraAgent.apiBaseUrl.`,
      offer: 'openSettings',
    },
    {
      fault: 'conflict',
      says: `The project already has this assistant: This assistant is already imported into the project. ${none}Use that agent, or another project.`,
      offer: 'openCekura',
    },
    {
      fault: 'too-large',
      says: `The spec and its files are too large for Cekura. ${none}Shorten the spec or remove files, then create again.`,
    },
    {
      fault: 'rate-limited',
      retryAfter: 120,
      says: `Cekura got too many requests from this account. ${none}Try again in 2 minutes.`,
      offer: 'tryAgain',
    },
    {
      fault: 'rate-limited-without-hint',
      says: `Cekura got too many requests from this account. ${none}Try again in a minute.`,
      offer: 'tryAgain',
    },
    {
      fault: 'bad-request',
      body: { detail: 'Project 7 does not exist.' },
      says: 'Cekura refused the request: Project 7 does not exist. Not created.',
    },
    ...[
      ['Insufficient balance. Add credits.'],
      { detail: 'Insufficient balance. Add credits.', code: 'insufficient_balance' },
    ].map(
      (body): Bad => ({
        fault: 'bad-request',
        body,
        says: 'Cekura refused the request: Insufficient balance. Add credits. Not created.',
      }),
    ),
    {
      fault: 'bad-request',
      body: {},
      says: 'Cekura refused the request (400). Not created.',
    },
    {
      fault: 'redirect',
      says: `HOST redirects to ELSEWHERE, which isn't followed to keep your API key safe. ${none}Check the setting cekuraAgent.apiBaseUrl.`,
      offer: 'openSettings',
    },
    ...(
      [
        ['server-error', 'Cekura had an internal error (500).'],
        ['bad-gateway', 'Cekura had an internal error (502).'],
        ['unavailable-without-hint', 'Cekura had an internal error (503).'],
        ['gateway-timeout', 'Cekura had an internal error (504).'],
        ['html-page', "Cekura's answer (200) isn't valid."],
        ['empty-object', "Cekura's answer (200) isn't valid."],
        ['invalid-json', "Cekura's answer (201) isn't valid."],
        ['unavailable', 'Cekura had an internal error (503).'],
        ['silence', "Cekura didn't answer in time."],
        ['slow-drip', "Cekura didn't answer in time."],
        ['reset', 'The connection to Cekura was lost before its answer arrived.'],
        ['hang-up', 'The connection to Cekura was lost before its answer arrived.'],
      ] as const
    ).map(([fault, what]): Bad => ({ fault, says: `${what} ${maybe}`, offer: 'openCekura' })),
  ])('$fault', async ({ fault, says, offer, ...options }) => {
    sandbox.arm('create', fault, options);
    const { host } = new URL(sandbox.url);
    const failed = createFailed(await failureOf(createAgent(connectionWith(fault), spec)));
    expect({
      ...failed,
      message: failed.message.replace(/ to 127[.\d]+:\d+/, ' to ELSEWHERE').replace(host, 'HOST'),
    }).toEqual({ message: says, offer });
    expect(sandbox.requests.length, 'sent once').toBe(1);
  });

  test('a refusal keeps the answer, whose messages have places in the spec', async () => {
    const outcome = await createAgent(connection, { name: 'Support', project: 42 });
    expect('answer' in outcome && outcome.answer.shownJson).toEqual({
      description: ['This field is required.'],
    });
  });

  test.each([
    ['nobody listens', 'http://127.0.0.1:1', 'ECONNREFUSED'],
    ['the name is not known', 'https://cekura.invalid', ''],
  ])('nothing was sent when %s', async (_, baseUrl, code) => {
    const { message, offer } = createFailed(
      await failureOf(createAgent({ ...connection, baseUrl }, spec)),
    );
    expect(message).toMatch(/^Couldn't connect to Cekura at /);
    expect(message).toMatch(/Not created\. Check your network connection, then try again\.$/);
    expect(message).toContain(code);
    expect(offer).toBe('tryAgain');
  });

  test('a key that no header can carry is refused here', async () => {
    expect(await createAgent({ ...connection, key: 'a\nb' }, spec)).toMatchObject({
      kind: 'unauthorized',
    });
    expect(sandbox.requests).toEqual([]);
  });
});

describe('a key', () => {
  test.each([
    ['good-key', 'accepted'],
    ['revoked-key', 'wrong'],
    ['forbidden-key', 'wrong'],
  ])('%s is %s', async (given, result) => {
    expect(await checkKey({ ...connection, key: given })).toBe(result);
    expect(sandbox.requests[0]).toMatchObject({ method: 'GET', path: '/user/v1/projects/' });
  });

  test.each<FaultName>(['server-error', 'silence', 'html-page', 'redirect', 'rate-limited'])(
    'is neither when its check ends in %s',
    async (fault) => {
      sandbox.arm('projects', fault, { times: 3, ...noWait(fault) });
      expect(await checkKey(connectionWith(fault))).toMatchObject({
        host: new URL(sandbox.url).host,
      });
    },
  );
});

test('the log has method, address, status and duration, and nothing that was sent', async () => {
  await createAgent(connection, spec);
  sandbox.arm('create', 'server-error');
  await createAgent(connection, spec);
  sandbox.arm('create', 'hang-up');
  await createAgent(connection, spec);
  const address = `POST ${sandbox.url}/test_framework/v2/aiagents/`;
  expect(lines.map((line) => line.replace(/\d+ ms$/, 'N ms'))).toEqual([
    `${address} → 201 in N ms`,
    `${address} → 500 in N ms`,
    `${address} → UND_ERR_SOCKET in N ms`,
  ]);
  expect(lines.join()).not.toContain('5ecret');
});

async function failureOf(outcome: ReturnType<typeof createAgent>): Promise<Failure> {
  const failure = await outcome;
  if (failure.kind === 'created' || failure.kind === 'importing') throw new Error('It succeeded.');
  return failure;
}
