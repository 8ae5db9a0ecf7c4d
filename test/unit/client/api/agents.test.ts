import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findAgents } from '../../../../client/src/api/accountLists';
import {
  createAgent,
  importAgain,
  readAgent,
  updateAgent,
} from '../../../../client/src/api/cekuraApi';
import type { Connection } from '../../../../client/src/api/http';
import type { JsonValue } from '../../../../shared/src/messages';
import type { FaultName } from '../../../sandbox/faults';
import { type Sandbox, startSandbox } from '../../../sandbox/index';

let sandbox: Sandbox;
let connection: Connection;
const started = Date.now();

const spec = (name: string, project: number) => ({
  name,
  project,
  description: 'Answers.',
  provider: { type: 'custom', credentials: { api_key: '5ecret' } },
});

beforeAll(async () => {
  sandbox = await startSandbox();
  connection = { baseUrl: sandbox.url, key: 'key', log: () => undefined };
  for (const [name, project] of [
    ['Support', 1],
    ['Support Desk', 1],
    ['Grüezi & 100 % 👋', 1],
    ['Support', 2],
  ] as const) {
    await createAgent(connection, spec(name, project));
  }
});
beforeEach(() => {
  sandbox.disarm();
  sandbox.requests.length = 0;
});
afterAll(() => sandbox.close());

describe('agents are found', () => {
  test.each<[what: string, projectId: number | undefined, name: string, count: number]>([
    ['by their whole name in their project', 1, 'Support', 1],
    ['in every project when none is named', undefined, 'Support', 2],
    ['by signs that an address cannot hold', 1, 'Grüezi & 100 % 👋', 1],
    ['with blanks around the name', 1, '  Support ', 1],
    ['not by a part of their name', 1, 'Supp', 0],
    ['not in another project', 3, 'Support', 0],
  ])('%s', async (_, projectId, name, count) => {
    const reply = await findAgents(connection, { projectId, name });
    const agents = reply.kind === 'agents' ? reply.agents : [];
    expect(reply.kind).toBe('agents');
    expect(agents.length).toBe(count);
    for (const agent of agents) {
      expect(agent).toEqual({
        id: expect.any(Number),
        createdAt: expect.any(Number),
      });
      expect(agent.createdAt).toBeGreaterThanOrEqual(started - 1_000);
    }
  });

  test('on every page of a long list', async () => {
    for (let count = 0; count < 101; count++) await createAgent(connection, spec('Many', 7));
    expect(await findAgents(connection, { projectId: 7, name: 'Many' })).toMatchObject({
      agents: { length: 101 },
    });
  });

  test.each<[what: string, answer: JsonValue, agents: JsonValue]>([
    ['fields that nobody knows', [{ id: 7, name: 'A', new: {} }], [{ id: 7 }]],
    ['a date that is none', [{ id: 7, name: 'A', created_at: 'soon' }], [{ id: 7 }]],
    ['items that are no agents', [null, 'A', [], { name: 'A' }, { id: '7', name: 'A' }], []],
  ])('in answers with %s', async (_, results, agents) => {
    sandbox.arm('agents', 'empty-object', { body: { results } });
    expect(await findAgents(connection, { projectId: 1, name: 'A' })).toMatchObject({ agents });
  });

  test('at no address that the answer names', async () => {
    const next = 'http://127.0.0.2:9/steal/';
    sandbox.arm('agents', 'empty-object', { body: { next, results: [] } });
    await findAgents(connection, { projectId: 1, name: 'Support' });
    expect(sandbox.requests.map(({ path }) => new URL(path, sandbox.url).pathname)).toEqual([
      '/test_framework/v2/aiagents/',
      '/test_framework/v2/aiagents/',
    ]);
  });
});

test('an agent is read as Cekura has it, without secrets', async () => {
  const [first] = sandbox.agents;
  const reply = await readAgent(connection, Number(first?.id));
  expect(reply.kind === 'agent' && reply.agent.shownJson).toEqual(first);
  expect(JSON.stringify(reply)).not.toContain('5ecret');
});

describe('what goes wrong is told', () => {
  test.each<[fault: FaultName, kind: string]>([
    ['unauthorized', 'unauthorized'],
    ['empty-object', 'unreadable'],
    ['html-page', 'unreadable'],
  ])('%s', async (fault, kind) => {
    sandbox.arm('agents', fault);
    sandbox.arm('agent', fault);
    expect((await findAgents(connection, { projectId: 1, name: 'A' })).kind).toBe(kind);
    expect((await readAgent(connection, 303)).kind).toBe(kind);
  });

  test.each<[what: string, fault: FaultName | undefined, body: JsonValue, kind: string]>([
    ['an agent that is not there', undefined, null, 'gone'],
    ['a page of a web server', 'not-found', '<h1>Not Found</h1>', 'notFound'],
    ['the answer of some other API', 'not-found', { message: 'Not Found' }, 'notFound'],
  ])('%s', async (_, fault, body, kind) => {
    for (const call of ['agent', 'update', 'auto-fetch'] as const) {
      if (fault) sandbox.arm(call, fault, { body });
    }
    expect((await readAgent(connection, 1)).kind).toBe(kind);
    expect((await updateAgent(connection, 1, { language: 'de' })).kind).toBe(kind);
    expect((await importAgain(connection, 1)).kind).toBe(kind);
  });
});
