import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type FaultName, faults } from '../../sandbox/faults';
import { ask, create, plain, root } from './ask';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 1 });
});
afterEach(() => sandbox.disarm());
afterAll(() => sandbox.close());

const headers = { 'X-CEKURA-API-KEY': 'key_test', 'Content-Type': 'application/json' };
const post = (options: RequestInit = {}) =>
  fetch(`${sandbox.url}${root}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(plain),
    ...options,
  });

/** What a fault is seen as, and whether the agent was created all the same. */
interface Seen {
  status: number;
  type: RegExp;
  body: RegExp;
  retryAfter?: string;
  created?: boolean;
}

const json = /^application\/json/;
const html = /^text\/html/;
const agent = /^\{.*"name":"Front desk".*\}$/s;

const oddStatuses: [FaultName, number][] = [
  ['processing', 201],
  ['early-hints', 201],
  ['partial-content', 206],
  ['not-modified', 304],
];

const answered: [FaultName, Seen][] = [
  ['bad-request', { status: 400, type: json, body: /"name":\["An agent with this name/ }],
  ['v1-names', { status: 400, type: json, body: /"assistant_id":/ }],
  ['unauthorized', { status: 401, type: json, body: /"detail":/ }],
  ['forbidden', { status: 403, type: json, body: /"detail":/ }],
  ['not-found', { status: 404, type: json, body: /"detail":/ }],
  ['conflict', { status: 409, type: json, body: /"detail":/ }],
  ['too-large', { status: 413, type: html, body: /<h1>413/ }],
  ['rate-limited', { status: 429, type: json, body: /throttled/, retryAfter: '1' }],
  ['rate-limited-without-hint', { status: 429, type: json, body: /throttled/ }],
  ['server-error', { status: 500, type: html, body: /<h1>500/ }],
  ['bad-gateway', { status: 502, type: html, body: /<h1>502/ }],
  ['unavailable', { status: 503, type: html, body: /<h1>503/, retryAfter: '1' }],
  ['unavailable-without-hint', { status: 503, type: html, body: /<h1>503/ }],
  ['html-page', { status: 200, type: html, body: /^<!doctype html>/ }],
  ['empty-object', { status: 200, type: json, body: /^\{\}$/ }],
  ['gateway-timeout', { status: 504, type: html, body: /<h1>504/, created: true }],
  ['invalid-json', { status: 201, type: json, body: /^\{.*[^}]$/s, created: true }],
  ['wrong-content-type', { status: 201, type: /^text\/plain/, body: agent, created: true }],
  ['slow-drip', { status: 201, type: json, body: agent, created: true }],
];

describe('armed for a create, it is seen as', () => {
  test.each(answered)('%s', async (name, seen) => {
    const before = sandbox.agents.length;
    sandbox.arm('create', name);
    const response = await post();
    expect(response.status).toBe(seen.status);
    expect(response.headers.get('content-type')).toMatch(seen.type);
    expect(response.headers.get('retry-after')).toBe(seen.retryAfter ?? null);
    expect(await response.text()).toMatch(seen.body);
    expect(sandbox.agents.length - before).toBe(seen.created ? 1 : 0);
  });

  test('huge-answer: the JSON and 10 MB of blanks after it; the agent exists', async () => {
    const before = sandbox.agents.length;
    sandbox.arm('create', 'huge-answer');
    const text = await (await post()).text();
    expect(text.length).toBeGreaterThan(10 * 1024 * 1024);
    expect(JSON.parse(text)).toEqual(sandbox.agents.at(-1));
    expect(sandbox.agents.length - before).toBe(1);
  });

  test('reset: a status, half of the answer, then the end; the agent exists', async () => {
    const before = sandbox.agents.length;
    sandbox.arm('create', 'reset');
    const response = await post();
    expect(response.status).toBe(201);
    await expect(response.text()).rejects.toThrow();
    expect(sandbox.agents.length - before).toBe(1);
  });

  test('hang-up: no answer and no connection; the agent exists', async () => {
    const before = sandbox.agents.length;
    sandbox.arm('create', 'hang-up');
    await expect(post()).rejects.toThrow();
    expect(sandbox.agents.length - before).toBe(1);
  });

  test('silence: nothing, until the caller gives up; the agent exists', async () => {
    const before = sandbox.agents.length;
    sandbox.arm('create', 'silence');
    const caller = new AbortController();
    const response = post({ signal: caller.signal });
    await expect.poll(() => sandbox.agents.length - before).toBe(1);
    caller.abort();
    await expect(response).rejects.toThrow();
    expect(sandbox.requests.at(-1)?.status).toBeNull();
  });

  test('redirect: to another origin, where it is seen who follows with the key', async () => {
    sandbox.arm('create', 'redirect');
    const response = await post({ redirect: 'manual' });
    expect(response.status).toBe(307);
    const target = new URL(response.headers.get('location') ?? '');
    expect(target.pathname).toBe(root);
    expect(target.origin).not.toBe(sandbox.url);
    await fetch(target, { headers });
    expect(sandbox.requests.at(-1)?.headers).toMatchObject({
      host: target.host,
      'x-cekura-api-key': 'key_test',
    });
  });

  test('see-other: to the agent, which exists', async () => {
    const before = sandbox.agents.length;
    sandbox.arm('create', 'see-other');
    expect((await post({ redirect: 'manual' })).status).toBe(303);
    expect(sandbox.agents.length - before).toBe(1);
  });

  test.each(oddStatuses)('%s: %i, and the agent exists', async (fault, status) => {
    const before = sandbox.agents.length;
    sandbox.arm('create', fault);
    expect((await post()).status).toBe(status);
    expect(sandbox.agents.length - before).toBe(1);
  });

  test.each<[FaultName, number]>([
    ['processing', 102],
    ['early-hints', 103],
  ])('%s: %i comes before the answer', async (fault, before) => {
    sandbox.arm('create', fault);
    const sent = request(`${sandbox.url}${root}`, { method: 'POST', headers });
    const seen: (number | undefined)[] = [];
    sent.on('information', ({ statusCode }) => seen.push(statusCode));
    sent.end(JSON.stringify(plain));
    const [answer] = await once(sent, 'response');
    answer.resume();
    expect([...seen, answer.statusCode]).toEqual([before, 201]);
  });

  test('every fault is one of these', () => {
    const others = [
      ...['see-other', 'huge-answer', 'reset', 'hang-up', 'silence', 'redirect'],
      // In updates.test.ts.
      ...['lost', 'edited-before', 'edited-after', 'not-taken'],
      ...oddStatuses.map(([name]) => name),
    ];
    const seen = [...answered.map(([name]) => name), ...others];
    expect(seen.sort()).toEqual(Object.keys(faults).sort());
  });
});

describe('a fault', () => {
  const statuses = async (count: number) => {
    const seen: number[] = [];
    for (let sent = 0; sent < count; sent += 1) seen.push((await create(sandbox, plain)).status);
    return seen;
  };

  test('meets as many requests as were said, one when nothing was', async () => {
    sandbox.arm('create', 'conflict', { times: 2 });
    sandbox.arm('create', 'unauthorized');
    expect(await statuses(4)).toEqual([409, 409, 401, 201]);
  });

  test('stays until it is taken back when it was armed without end', async () => {
    sandbox.arm('create', 'unauthorized', { times: Infinity });
    expect(await statuses(3)).toEqual([401, 401, 401]);
    sandbox.disarm();
    expect(await statuses(1)).toEqual([201]);
  });

  test('leaves other calls alone', async () => {
    sandbox.arm('projects', 'unauthorized');
    expect(await statuses(1)).toEqual([201]);
    expect((await ask(sandbox, '/user/v1/projects/')).status).toBe(401);
  });

  test('meets whatever comes when it is armed for any call', async () => {
    sandbox.arm('any', 'unauthorized', { times: 2 });
    expect((await ask(sandbox, '/user/v1/projects/')).status).toBe(401);
    expect(await statuses(2)).toEqual([401, 201]);
  });

  test('takes a body and a Retry-After', async () => {
    const body = { mock_tools: [{}, { name: ['Taken.'] }] };
    sandbox.arm('create', 'bad-request', { body });
    expect(await create(sandbox, plain)).toEqual({ status: 400, body });
    sandbox.arm('create', 'rate-limited', { retryAfter: 120 });
    expect((await post()).headers.get('retry-after')).toBe('120');
  });

  test('that does not exist for the call is refused with the names there are', () => {
    expect(() => sandbox.arm('create', 'jumps')).toThrow(/no fault "jumps".*rate-limited/);
    expect(() => sandbox.arm('import', 'reset')).toThrow(/no fault "reset".*fails-at-tools/);
  });
});
