import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAgent, readAgent } from '../../../../client/src/api/cekuraApi';
import type { Connection } from '../../../../client/src/api/http';
import { type Sandbox, startSandbox } from '../../../sandbox/index';
import { SyncedSpec } from './syncedSpec';

let sandbox: Sandbox;
let connection: Connection;
let logged: string[];
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => {
  sandbox.disarm();
  logged = [];
  const patience = { silenceMs: 500, wholeMs: 2_000, pauseMs: 5 };
  connection = { baseUrl: sandbox.url, key: 'key', log: (line) => logged.push(line), patience };
});
afterAll(() => sandbox.close());

const plain = `# Front desk of the hotel
name: "Front desk"
description: |
  You answer the phone.

  Be kind.
project: 42
provider:
  type: vapi
  agent_id: assistant-1
  credentials:
    api_key: \${secret:vapi_key} # from the vault
    config:
      public_key: pk-1
mock_tools:
  # Looks up
  - name: get_order
    description: Looks up an order
    mock_data:
      - input: {id: A1, note: null, "odd key ☃": [1, {a: 1.5}]}
        output: {"": "", status: shipped, nothing: null, list: []}
  - name: close
    description: Closes
dynamic_variables:
  - {name: guest, description: Who calls}
`;

/** A spec whose agent was created from it. */
async function created(text = plain, values: Record<string, string> = { vapi_key: 's3cret-key' }) {
  const spec = new SyncedSpec(text, connection, values);
  const outcome = await createAgent(connection, await spec.body());
  if (outcome.kind !== 'created') throw new Error(`Not created: ${JSON.stringify(outcome)}`);
  spec.agentId = outcome.id;
  sandbox.requests.length = 0;
  return spec;
}

const patches = () => sandbox.requests.filter(({ method }) => method === 'PATCH');

test('after a create nothing differs, and so it stays', async () => {
  const spec = await created();
  expect(await spec.lines()).toEqual([]);
  expect(await spec.lines()).toEqual([]);
  expect((await spec.pull()).edits).toEqual([]);
  expect(spec.text).toBe(plain);
});

test('an agent that is taken over as a spec differs in nothing', async () => {
  const { agentId } = await created();
  const reply = await readAgent(connection, agentId);
  const agent = reply.kind === 'agent' ? reply.agent.compared : {};
  const spec = new SyncedSpec('', connection, {});
  spec.agentId = agentId;
  spec.text = await spec.ask('cekuraAgent/agentSpec', { agent, withSecrets: true });
  expect(spec.text).toContain('api_key: ${secret:vapi_api_key} # kept by Cekura');
  expect(await spec.lines()).toEqual([]);
  spec.text = spec.text.replace('Be kind.', 'Be quick.');
  expect(await spec.update(await spec.seen())).toMatchObject({ kind: 'updated', notTaken: [] });
  expect(spec.asked.filter((name) => name.startsWith('secret:'))).toEqual([]);
  expect(sandbox.stored(agentId)).toMatchObject({
    provider: { credentials: { api_key: 's3cret-key' } },
  });
});

test('what changed here is sent, and nothing else', async () => {
  const spec = await created();
  await spec.seen();
  spec.text = spec.text.replace('Be kind.', 'Be quick.').replace('Closes', 'Closes it');
  const seen = await spec.seen();
  expect(await spec.update(seen)).toMatchObject({ kind: 'updated', notTaken: [], unsettled: 0 });
  expect(patches().map(({ body }) => Object.keys(body as object))).toEqual([
    ['description', 'mock_tools'],
  ]);
  expect(await spec.lines()).toEqual([]);
  expect(spec.earlier).toHaveLength(1);
  expect(spec.earlier[0]).toMatchObject({ description: 'You answer the phone.\n\nBe kind.' });
});

test('what changed there is pulled, with comments, quotes and order where they are', async () => {
  const spec = await created();
  await spec.seen();
  sandbox.edit(spec.agentId, { name: 'Desk', description: 'You answer the phone.\n\nBe brief.' });
  sandbox.edit(spec.agentId, 'add-tool');
  await spec.pull();
  expect(spec.text).toBe(
    plain
      .replace('"Front desk"', '"Desk"')
      .replace('Be kind.', 'Be brief.')
      .replace(
        'description: Closes\n',
        'description: Closes\n  - name: added_3\n    description: Added by someone else\n    served_via:\n      type: direct\n',
      ),
  );
  expect(await spec.lines()).toEqual([]);
  expect((await spec.pull()).edits).toEqual([]);
});

test('changes of both sides in different fields go each its way', async () => {
  const spec = await created();
  await spec.seen();
  sandbox.edit(spec.agentId, { name: 'Desk' });
  spec.text = spec.text.replace('Be kind.', 'Be quick.');
  expect(await spec.lines()).toEqual(['name: there', 'description: here']);
  await spec.pull();
  expect(await spec.lines()).toEqual(['description: here']);
  expect(await spec.update(await spec.seen())).toMatchObject({ kind: 'updated', notTaken: [] });
  expect(sandbox.stored(spec.agentId)).toMatchObject({
    name: 'Desk',
    description: 'You answer the phone.\n\nBe quick.',
  });
});

test('the same change on both sides is no conflict, however old the base is', async () => {
  const spec = await created();
  await spec.seen();
  sandbox.edit(spec.agentId, { name: 'Desk' });
  spec.text = spec.text.replace('"Front desk"', 'Desk');
  expect(await spec.lines()).toEqual([]);
  sandbox.edit(spec.agentId, { name: 'Reception' });
  expect(await spec.lines()).toEqual(['name: there']);
});

test('a change on both sides is a conflict', async () => {
  const spec = await created();
  await spec.seen();
  sandbox.edit(spec.agentId, { name: 'Desk' });
  spec.text = spec.text.replace('"Front desk"', 'Reception');
  expect(await spec.lines()).toEqual(['name: both']);
});

describe('where nobody knows what was common', () => {
  const differing = `${plain}language: de\n`
    .replace('Be kind.', 'Be quick.')
    .replace('name: close', 'name: shut')
    .replace('secret:vapi_key', 'secret:next_key');
  const tools = ['shut', 'close', 'added_3'].map((name) => `mock_tools > ${name}: unknown`);

  /** A spec that has never been compared, beside an agent that somebody changed. */
  async function strangers() {
    const spec = await created();
    spec.text = differing;
    sandbox.edit(spec.agentId, { language: 'fr' });
    sandbox.edit(spec.agentId, 'add-tool');
    return spec;
  }

  test('it stays unknown who changed what, however often somebody looks', async () => {
    const spec = await strangers();
    const first = await spec.seen();
    const second = await spec.seen();
    expect(await spec.lines()).toEqual(['description: unknown', ...tools, 'language: unknown']);
    expect(second.comparison).toEqual(first.comparison);
    expect(second.comparison.unknown).toEqual([['provider', 'credentials', 'api_key']]);
    expect(spec.bases.size).toBe(0);
  });

  test('an update of nothing that was chosen sends nothing', async () => {
    const spec = await strangers();
    await spec.seen();
    const seen = await spec.seen();
    const { update } = await spec.plan(seen);
    expect(update.body).toEqual({});
  });

  test('it is still unknown after an update or a pull of a part', async () => {
    const spec = await strangers();
    expect(await spec.update(await spec.seen(), { only: ['language'] })).toMatchObject({
      kind: 'updated',
    });
    expect(await spec.lines()).toEqual(['description: unknown', ...tools]);
    await spec.pull({ more: [['description']] });
    await spec.remember();
    expect(await spec.lines()).toEqual(tools);
  });

  test('it is known as soon as nothing differs', async () => {
    const spec = await strangers();
    await spec.pull({ all: true });
    expect(await spec.remember()).toEqual([]);
    spec.text = spec.text.replace('Be kind.', 'Be quick.');
    expect(await spec.lines()).toEqual(['description: here']);
  });
});

describe('nothing is sent', () => {
  test('when the agent changed after the plan', async () => {
    const spec = await created();
    await spec.seen();
    spec.text = spec.text.replace('Be kind.', 'Be quick.');
    const seen = await spec.seen();
    sandbox.edit(spec.agentId, { name: 'Desk' });
    expect(await spec.update(seen)).toMatchObject({ kind: 'changedMeanwhile' });
    expect(patches()).toEqual([]);
  });

  test('when the agent is gone', async () => {
    const spec = await created();
    spec.text = spec.text.replace('Be kind.', 'Be quick.');
    const seen = await spec.seen();
    sandbox.edit(spec.agentId, 'delete');
    expect(await spec.update(seen, { all: true })).toMatchObject({ kind: 'gone' });
    expect(await spec.look()).toMatchObject({ kind: 'gone' });
    expect(patches()).toEqual([]);
  });

  test('when a secret is missing', async () => {
    const spec = await created();
    await spec.seen();
    spec.text = spec.text.replace('secret:vapi_key', 'secret:other');
    expect(await spec.update(await spec.seen())).toMatchObject({ kind: 'missing' });
    expect(patches()).toEqual([]);
  });
});

test('an agent that its platform writes is sent though its prompt changes between the plan and the update', async () => {
  const spec = await created(plain.replace('  agent_id:', '  auto_sync_prompt: true\n  agent_id:'));
  await spec.seen();
  spec.text = spec.text.replace('"Front desk"', 'Desk');
  const seen = await spec.seen();
  sandbox.edit(spec.agentId, 'sync-prompt');
  expect(await spec.update(seen)).toMatchObject({ kind: 'updated', notTaken: [] });
  expect(await spec.lines()).toEqual([]);
});

test('a secret is sent when its placeholder changed, and is in no text that is shown or kept', async () => {
  const spec = await created(plain, { vapi_key: 's3cret-key', next_key: 'n3xt-key' });
  await spec.seen();
  spec.text = spec.text.replace('secret:vapi_key', 'secret:next_key');
  const seen = await spec.seen();
  expect(seen.comparison.differences).toEqual([
    { field: ['provider', 'credentials', 'api_key'], changed: 'here', unread: 'secret' },
  ]);
  expect(await spec.update(seen)).toMatchObject({ kind: 'updated', notTaken: [] });
  expect(sandbox.stored(spec.agentId)).toMatchObject({
    provider: { credentials: { api_key: 'n3xt-key', config: { public_key: 'pk-1' } } },
  });
  expect(await spec.lines()).toEqual([]);
  const { connection: _, ...shown } = seen;
  expect(JSON.stringify([shown, [...spec.bases], spec.earlier, logged])).not.toMatch(/s3cret|n3xt/);
});

test('what is kept of an agent has none of its secrets, and all the rest', async () => {
  const headers = '{ Authorization: "Bearer ${secret:token}", X-Region: eu }';
  const text = plain.replace(
    /provider:.*(?=mock_tools)/s,
    `provider:
  type: self_hosted
  chat_agent_details:
    type: self_hosted
    config:
      url: wss://chat.example.com/agent
      headers: ${headers}
`,
  );
  const spec = await created(text, { token: 't0ken' });
  expect(JSON.stringify(sandbox.stored(spec.agentId))).toContain('t0ken');
  await spec.seen();
  spec.text = spec.text.replace('Be kind.', 'Be quick.');
  expect(await spec.update(await spec.seen())).toMatchObject({ kind: 'updated' });
  expect(JSON.stringify([spec.earlier, [...spec.bases]])).not.toContain('t0ken');
  const [kept] = spec.earlier;
  expect(kept).toMatchObject({
    id: spec.agentId,
    description: 'You answer the phone.\n\nBe kind.',
    mock_tools: [{ name: 'get_order' }, { name: 'close' }],
    provider: {
      type: 'self_hosted',
      chat_agent_details: {
        config: { url: 'wss://chat.example.com/agent', headers: { 'X-Region': 'eu' } },
      },
    },
  });
});

test('all secrets are sent when they are asked for', async () => {
  const spec = await created();
  spec.values.vapi_key = 'rotated-key';
  expect(await spec.update(await spec.seen(), { withSecrets: true })).toMatchObject({
    kind: 'updated',
  });
  expect(sandbox.stored(spec.agentId)).toMatchObject({
    provider: { credentials: { api_key: 'rotated-key', config: { public_key: 'pk-1' } } },
  });
});

test('fields that Cekura does not take are named', async () => {
  const spec = await created();
  await spec.seen();
  spec.text = spec.text
    .replace('project: 42', 'project: 42\nlanguage: de')
    .replace('Be kind.', 'Hi.');
  sandbox.arm('update', 'not-taken', { fields: ['language'] });
  expect(await spec.update(await spec.seen())).toMatchObject({
    kind: 'updated',
    notTaken: [['language']],
  });
  expect(await spec.lines()).toEqual(['language: here']);
});

describe('an update whose answer is lost', () => {
  test.each([
    ['was done', 'silence', { kind: 'updated', notTaken: [] }],
    ['was not done', 'lost', { kind: 'unknown' }],
  ] as const)('is read back: it %s', async (_, fault, outcome) => {
    const spec = await created();
    await spec.seen();
    spec.text = spec.text.replace('Be kind.', 'Be quick.');
    const seen = await spec.seen();
    sandbox.arm('update', fault);
    expect(await spec.update(seen)).toMatchObject(outcome);
    expect(patches()).toHaveLength(1);
  });
});

test('mock data comes back as it was, with every odd key and value', async () => {
  const spec = await created();
  await spec.seen();
  spec.text = spec.text.replace('Looks up an order', 'Finds an order');
  await spec.update(await spec.seen());
  const { mock_tools } = await spec.body();
  const stored = sandbox.stored(spec.agentId).mock_tools as { mock_data: unknown }[];
  expect(stored.map(({ mock_data }) => mock_data ?? undefined)).toEqual(
    (mock_tools as { mock_data?: unknown }[]).map(({ mock_data }) => mock_data ?? []),
  );
  expect(await spec.lines()).toEqual([]);
});

test('a pull into a long prompt keeps its end', async () => {
  const lines = Array.from({ length: 1_000 }, (_, at) => `  Line ${at} ${'word '.repeat(10)}end.`);
  const text = plain.replace('  Be kind.', lines.join('\n'));
  const spec = await created(text);
  await spec.seen();
  spec.text = spec.text.replace('# Front desk', '# The front desk');
  const { description } = sandbox.stored(spec.agentId);
  sandbox.edit(spec.agentId, {
    description: String(description).replace('Line 7 ', 'Line seven '),
  });
  await spec.pull();
  expect(spec.text).toBe(
    text.replace('# Front desk', '# The front desk').replace('Line 7 ', 'Line seven '),
  );
});

describe('knowledge files', () => {
  const withFiles = `${plain}knowledge_base_files:
  - path: kb/hours.md
  - file_name: menu.txt
    content_base64: TWVudQ==
`;
  const values = { vapi_key: 's3cret-key', 'kb/hours.md': 'TW9uZGF5' };

  test('are compared by what was sent of them, and sent anew when that changes', async () => {
    const spec = await created(withFiles, values);
    expect(await spec.lines()).toEqual([]);
    spec.values['kb/hours.md'] = 'VHVlc2RheQ==';
    const seen = await spec.seen();
    expect(seen.comparison.differences).toEqual([
      {
        field: ['knowledge_base_files', 'hours.md', 'content_base64'],
        changed: 'here',
        unread: 'file',
      },
    ]);
    expect(await spec.update(seen)).toMatchObject({ kind: 'updated', notTaken: [] });
    const menu = { id: expect.any(Number) };
    const hours = { file_name: 'hours.md', content_base64: 'VHVlc2RheQ==' };
    expect(patches()).toMatchObject([{ body: { knowledge_base_files: [hours, menu] } }]);
    expect(await spec.lines()).toEqual([]);
  });

  test('of the agent come into the spec by their ids', async () => {
    const spec = await created(withFiles, values);
    await spec.seen();
    const files = [...(sandbox.stored(spec.agentId).knowledge_base_files as object[])];
    const prices = { file_name: 'prices.csv', content_base64: 'UHJpY2Vz' };
    sandbox.edit(spec.agentId, { knowledge_base_files: [...files, prices] });
    await spec.pull();
    expect(spec.text).toMatch(/\n {2}- file_name: prices\.csv\n {4}id: \d+\n$/);
    expect(await spec.lines()).toEqual([]);
  });
});

test('another provider is sent as a whole, without what the one before had', async () => {
  const spec = await created();
  await spec.seen();
  spec.text = spec.text
    .replace('type: vapi', 'type: retell')
    .replace('    config:\n      public_key: pk-1\n', '')
    .replace('agent_id: assistant-1', 'agent_id: retell-1');
  const seen = await spec.seen();
  expect(seen.comparison.dropped).toEqual([['provider', 'credentials', 'config']]);
  expect(await spec.update(seen)).toMatchObject({ kind: 'updated', notTaken: [] });
  expect(patches()).toMatchObject([
    { body: { provider: { type: 'retell', agent_id: 'retell-1' } } },
  ]);
  expect(await spec.lines()).toEqual([]);
});
