import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createAgent,
  importAgain,
  progressPaths,
  readProgress,
  updateAgent,
} from '../../../../client/src/api/cekuraApi';
import { whatHappened } from '../../../../client/src/api/failure';
import type { Connection } from '../../../../client/src/api/http';
import type { JsonObject } from '../../../../shared/src/messages';
import { type Sandbox, startSandbox } from '../../../sandbox/index';
import { patienceWith } from './patience';

let sandbox: Sandbox;
let connection: Connection;
let agentId: number;

const spec = {
  name: 'Support',
  description: 'Answers.',
  project: 42,
  provider: { type: 'retell', agent_id: 'agent_1', credentials: { api_key: 'retell-5ecret' } },
};

beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 1 });
});
beforeEach(async () => {
  sandbox.disarm();
  connection = {
    baseUrl: sandbox.url,
    key: 'key',
    secrets: ['retell-5ecret'],
    log: () => undefined,
    patience: patienceWith(),
  };
  const created = await createAgent(connection, spec);
  agentId = 'id' in created ? created.id : 0;
  sandbox.requests.length = 0;
});
afterAll(() => sandbox.close());

const kept = () => sandbox.agents.find(({ id }) => id === agentId);

describe('an update', () => {
  test('sends what is changed alone, and gives the agent as it was answered', async () => {
    const outcome = await updateAgent(connection, agentId, { language: 'de' });
    expect(outcome).toMatchObject({ kind: 'updated' });
    expect(outcome.kind === 'updated' && outcome.agent.shownFields).toEqual(kept());
    expect(kept()).toMatchObject({ name: 'Support', language: 'de' });
    expect(sandbox.requests.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['PATCH', `/test_framework/v2/aiagents/${agentId}/`, { language: 'de' }],
    ]);
  });

  test('that repeats a secret in its answer says it nowhere', async () => {
    const outcome = await updateAgent(connection, agentId, { description: 'Say retell-5ecret.' });
    expect(JSON.stringify(outcome.kind === 'updated' && outcome.agent)).toContain('Say •••.');
  });

  test.each<[what: string, body: JsonObject, said: string]>([
    ['a field', { language: 'tlh' }, 'language: '],
    ['a field of an item', { mock_tools: [{ name: 'a' }, { name: 'b', description: 1 }] }, 'mock_'],
    ['a text of blanks', { name: ' ' }, 'name: '],
  ])('is refused for %s, which the answer names', async (_, body, said) => {
    const outcome = await updateAgent(connection, agentId, body);
    expect(outcome).toMatchObject({ kind: 'refused', said: expect.stringContaining(said) });
    expect(outcome.kind === 'refused' && 'answer' in outcome).toBe(true);
    expect(kept()).toMatchObject({ name: 'Support', language: 'en' });
  });

  test.each([
    ['gateway-timeout', 'serverError', 'de'],
    ['bad-gateway', 'serverError', 'en'],
    ['silence', 'timeout', 'de'],
    ['reset', 'cut', 'de'],
    ['hang-up', 'cut', 'de'],
    ['invalid-json', 'unreadable', 'de'],
    ['see-other', 'unexpected', 'de'],
  ] as const)(
    'whose answer is lost (%s) has no known outcome, and is not sent again',
    async (fault, kind, language) => {
      sandbox.arm('update', fault);
      const patient = { ...connection, patience: patienceWith(fault) };
      const outcome = await updateAgent(patient, agentId, { language: 'de' });
      expect(outcome).toMatchObject({ kind: 'unknown', failure: { kind } });
      expect(sandbox.requests.length).toBe(1);
      expect(kept()).toMatchObject({ language });
    },
  );

  test('that is answered with another agent has no known outcome', async () => {
    sandbox.arm('update', 'empty-object', { body: { ...kept(), id: 1 } });
    const outcome = await updateAgent(connection, agentId, { language: 'de' });
    expect(outcome).toMatchObject({ kind: 'unknown', failure: { kind: 'unreadable' } });
  });

  test('of an agent that is gone says so', async () => {
    const outcome = await updateAgent(connection, 1, { language: 'de' });
    expect('host' in outcome && whatHappened(outcome)).toMatch(/has no such agent\.$/);
  });

  test('can be cancelled', async () => {
    const cancel = new AbortController();
    cancel.abort();
    const outcome = await updateAgent(connection, agentId, {}, { signal: cancel.signal });
    expect([outcome.kind, sandbox.requests.length]).toEqual(['cancelled', 0]);
  });
});

describe('an import that is done again', () => {
  test('can be followed', async () => {
    const begun = await importAgain(connection, agentId);
    expect(begun).toEqual({ kind: 'importing', id: agentId, progressId: expect.any(String) });
    if (begun.kind !== 'importing') return;
    const [path = String] = progressPaths;
    const reply = await readProgress(connection, begun, path);
    expect(reply.kind).toBe('progress');
  });

  test('is refused where there is nothing to import from', async () => {
    await updateAgent(connection, agentId, { provider: { agent_id: '' } });
    expect(await importAgain(connection, agentId)).toMatchObject({ kind: 'refused' });
  });

  test.each([
    ['empty-object', 'unreadable'],
    ['html-page', 'unreadable'],
    ['hang-up', 'cut'],
  ] as const)('begins once: %s', async (fault, kind) => {
    sandbox.arm('auto-fetch', fault);
    expect((await importAgain(connection, agentId)).kind).toBe(kind);
    expect(sandbox.requests.length).toBe(1);
  });
});
