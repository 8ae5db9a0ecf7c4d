import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listAgents, listAssistants, listProjects } from '../../../../client/src/api/accountLists';
import { createAgent } from '../../../../client/src/api/cekuraApi';
import type { Connection } from '../../../../client/src/api/http';
import type { JsonValue } from '../../../../shared/src/messages';
import type { FaultName } from '../../../sandbox/faults';
import { type Sandbox, startSandbox } from '../../../sandbox/index';

let sandbox: Sandbox;
let connection: Connection;

beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 1 });
  connection = { baseUrl: sandbox.url, key: 'key', log: () => undefined };
  for (let number = 1; number <= 12; number++) {
    const body = { description: 'Answers.', project: 42, provider: { type: 'custom' } };
    await createAgent(connection, { ...body, name: `Desk ${number}` });
  }
});
beforeEach(() => {
  sandbox.disarm();
  sandbox.requests.length = 0;
});
afterAll(() => sandbox.close());

const agents = (page = 1, query = '', projectId: number | undefined = 42) =>
  listAgents(connection, { projectId, query }, page);
const retell = { projectId: 42, provider: 'retell' };

test('projects are listed by name', async () => {
  expect(await listProjects(connection)).toEqual({
    kind: 'projects',
    projects: [
      { id: 42, name: 'Support line' },
      { id: 43, name: 'Sales' },
    ],
  });
});

test('assistants are listed with the agents that they were imported as', async () => {
  const provider = { type: 'retell', agent_id: 'retell_billing', credentials: { api_key: 'k' } };
  const created = await createAgent(connection, {
    project: 42,
    provider: { ...provider, configure_from_provider: true },
  });
  expect(await listAssistants(connection, retell)).toEqual({
    kind: 'assistants',
    assistants: [
      {
        id: 'retell_front_desk',
        name: 'Front desk',
        alreadyImported: false,
        importedAgentId: undefined,
      },
      {
        id: 'retell_billing',
        name: 'Billing',
        alreadyImported: true,
        importedAgentId: 'id' in created ? created.id : 0,
      },
    ],
  });
});

describe('agents are listed', () => {
  test('page by page, with their providers', async () => {
    const first = await agents(1, 'desk');
    expect(first).toMatchObject({ kind: 'agents', agents: { length: 10 }, hasMore: true });
    expect(first.kind === 'agents' && first.agents[0]).toEqual({
      id: expect.any(Number),
      name: 'Desk 1',
      provider: 'custom',
    });
    expect(await agents(2, 'desk')).toMatchObject({ agents: { length: 2 }, hasMore: false });
  });

  test.each<[what: string, query: string, projectId: number | undefined, count: number]>([
    ['by a part of their name', 'desk 12', 42, 1],
    ['in every project', 'desk 12', undefined, 1],
    ['in one project alone', 'desk', 43, 0],
  ])('%s', async (_, query, projectId, count) => {
    const reply = await listAgents(connection, { projectId, query }, 1);
    expect(reply).toMatchObject({ agents: { length: count } });
  });

  test('with nothing after the last page', async () => {
    expect(await agents(9)).toEqual({ kind: 'agents', agents: [], hasMore: false });
  });

  test('at no address that the answer names', async () => {
    const next = 'http://127.0.0.2:9/steal/';
    sandbox.arm('agents', 'empty-object', { body: { next, results: [] } });
    expect(await agents(1)).toMatchObject({ hasMore: true });
    await agents(2);
    expect(sandbox.requests.map(({ path }) => new URL(path, sandbox.url).pathname)).toEqual(
      Array(2).fill('/test_framework/v2/aiagents/'),
    );
  });
});

const odd: JsonValue = [null, 'A', [], {}, { id: {} }, { id: '' }, { id: 'a', name: { a: 1 } }];

describe('answers that are not as they should be', () => {
  test.each<[what: string, body: JsonValue, rows: JsonValue]>([
    ['items that are none', odd, []],
    [
      'names that are none',
      [
        { id: 7, name: null },
        { id: 8, name: 5 },
      ],
      [{ id: 7 }, { id: 8 }],
    ],
    ['names with signs that are not shown', [{ id: 7, name: 'A\n\u202eB' }], [{ name: 'A B' }]],
  ])('%s', async (_, items, rows) => {
    sandbox.arm('projects', 'empty-object', { body: items });
    sandbox.arm('agents', 'empty-object', { body: { results: items } });
    expect(await listProjects(connection)).toMatchObject({ projects: rows });
    expect(await agents()).toMatchObject({ agents: rows });
  });

  test('assistants', async () => {
    const assistants = [...odd, { id: 'b', already_imported: 'no', imported_agent_id: '7' }];
    sandbox.arm('assistants', 'empty-object', { body: { assistants } });
    const none = { name: undefined, alreadyImported: false, importedAgentId: undefined };
    expect(await listAssistants(connection, retell)).toEqual({
      kind: 'assistants',
      assistants: ['a', 'b'].map((id) => ({ id, ...none })),
    });
  });

  test.each<[fault: FaultName, kind: string]>([
    ['unauthorized', 'unauthorized'],
    ['empty-object', 'unreadable'],
    ['html-page', 'unreadable'],
    ['not-found', 'notFound'],
  ])('%s', async (fault, kind) => {
    for (const call of ['projects', 'agents', 'assistants'] as const) sandbox.arm(call, fault);
    expect((await listProjects(connection)).kind).toBe(kind);
    expect((await agents()).kind).toBe(kind);
    expect((await listAssistants(connection, retell)).kind).toBe(kind);
  });

  test('a provider whose assistants Cekura does not list is refused', async () => {
    const reply = await listAssistants(connection, { projectId: 42, provider: 'livekit' });
    expect(reply).toMatchObject({ kind: 'refused', said: expect.stringContaining('livekit') });
  });
});
