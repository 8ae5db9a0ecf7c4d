import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type EditName, edits } from '../../sandbox/edits';
import type { Fields } from '../../sandbox/json';
import { ask, at, create, plain, root } from './ask';

let sandbox: Sandbox;
let id: number;
const full = {
  ...plain,
  webhook_secret: 'SECRET-webhook',
  telephony: {
    phone_number: '+14155550123',
    sip_uri: 'sip:a@b.example',
    sip_auth: { username: 'u', password: 'SECRET-sip' },
    websocket_auth: { username: 'u', password: 'SECRET-socket' },
  },
  provider: {
    type: 'retell',
    agent_id: 'agent_1',
    auto_sync_prompt: true,
    credentials: {
      api_key: 'SECRET-retell',
      config: { trigger_url: 'https://a.example', trigger_secret: 'SECRET-trigger' },
    },
    chat_agent_details: { type: 'retell', config: { agent_id: 'chat_1' } },
  },
  mock_tools: [
    { name: 'first', description: 'One', freetext_params: ['note'], mock_data: [] },
    { name: 'second', description: 'Two' },
  ],
  dynamic_variables: [{ name: 'a', description: 'A' }],
  knowledge_base_files: [{ file_name: 'a.txt', content_base64: 'YQ==' }],
};

beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 1 });
});
beforeEach(async () => {
  id = Number(at((await create(sandbox, full)).body, 'id'));
});
afterEach(() => sandbox.disarm());
afterAll(() => sandbox.close());

const patch = (body: unknown) => ask(sandbox, `${root}${id}/`, { method: 'PATCH', body });
const read = () => ask(sandbox, `${root}${id}/`);

describe('an update', () => {
  test.each<[what: string, body: Fields, after: Fields]>([
    ['leaves what it does not name', { language: 'de' }, { name: plain.name, language: 'de' }],
    ['deletes every tool', { mock_tools: [] }, { mock_tools: [] }],
    ['deletes every variable', { dynamic_variables: [] }, { dynamic_variables: [] }],
    ['deletes every file', { knowledge_base_files: [] }, { knowledge_base_files: [] }],
    [
      'merges the provider key by key',
      { provider: { auto_sync_prompt: false } },
      { provider: { type: 'retell', agent_id: 'agent_1', auto_sync_prompt: false } },
    ],
    [
      'replaces chat details as a whole',
      { provider: { chat_agent_details: { type: 'sms' } } },
      { provider: { chat_agent_details: expect.not.objectContaining({ config: {} }) } },
    ],
    [
      'clears a flag',
      { provider: { auto_sync_prompt: null } },
      { provider: { auto_sync_prompt: null } },
    ],
    [
      'clears credentials',
      { provider: { credentials: null } },
      { provider: { credentials: null } },
    ],
    ['clears a nullable text', { telephony: { sip_uri: null } }, { telephony: { sip_uri: null } }],
    ['clears a nullable flag', { agent_speaks_first: null }, { agent_speaks_first: null }],
    [
      'takes texts without blanks around',
      { description: '\n A \n B \n' },
      { description: 'A \n B' },
    ],
    [
      'takes texts of items so, too',
      { mock_tools: [{ name: ' first ', description: ' One\n' }] },
      { mock_tools: [{ name: 'first', description: 'One' }] },
    ],
    [
      'takes what belongs to the user as it is',
      { mock_tools: [{ name: 'a', mock_data: [{ input: { ' k ': ' v ' }, output: null }] }] },
      { mock_tools: [{ mock_data: [{ input: { ' k ': ' v ' }, output: null }] }] },
    ],
    ['takes an email', { email_id: 'a@b.example' }, { email_id: 'a@b.example' }],
  ])('%s', async (_, body, after) => {
    const { status } = await patch(body);
    expect(status).toBe(200);
    expect((await read()).body).toMatchObject(after);
  });

  test.each([
    ['description', { description: null }],
    ['mock_tools', { mock_tools: null }],
    ['dynamic_variables', { dynamic_variables: null }],
    ['language', { language: null }],
    ['webhook_url', { webhook_url: null }],
    ['telephony', { telephony: null }],
    ['provider', { provider: null }],
  ])('with null for %s is refused', async (field, body) => {
    expect(await patch(body)).toEqual({
      status: 400,
      body: { [field]: ['This field may not be null.'] },
    });
  });

  test('passes over what it does not know, at any place', async () => {
    const { body: before } = await read();
    await patch({
      new: 1,
      mock_tools_provider: 'x',
      telephony: { new: 1 },
      provider: { new: 1, chat_provider: 'x' },
      mock_tools: [
        { name: 'first', new: 1, is_shared: true },
        { name: 'second', subscriber_count: 9 },
      ],
    });
    const { body: after } = await read();
    expect(after).toEqual({ ...Object(before), updated_at: at(after, 'updated_at') });
  });

  test('keeps an item by its id, else by its name, and knows no other ids', async () => {
    const tool = (index: number, key: string) => at(sandbox.stored(id), 'mock_tools', index, key);
    const [first, second] = [tool(0, 'id'), tool(1, 'id')];
    await patch({
      mock_tools: [
        { id: second, name: 'renamed' },
        { id: 1_000_000, name: 'first' },
      ],
    });
    expect([tool(0, 'id'), tool(0, 'name')]).toEqual([second, 'renamed']);
    expect([tool(1, 'id'), tool(1, 'name')]).toEqual([first, 'first']);
  });

  test('without an API key in its credentials takes the key away', async () => {
    await patch({ provider: { credentials: { config: {} } } });
    expect(at(sandbox.stored(id), 'provider', 'credentials')).toEqual({ config: {} });
  });

  test('of fields that are not taken is answered as if nothing had been', async () => {
    sandbox.arm('update', 'not-taken', { fields: ['description'] });
    const { status, body } = await patch({ description: 'New', language: 'de' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ description: plain.description, language: 'de' });
  });

  test('that is lost changes nothing', async () => {
    sandbox.arm('update', 'lost');
    const signal = AbortSignal.timeout(300);
    const headers = { 'X-CEKURA-API-KEY': 'k', 'Content-Type': 'application/json' };
    const body = JSON.stringify({ language: 'de' });
    const sent = fetch(`${sandbox.url}${root}${id}/`, { method: 'PATCH', headers, body, signal });
    await expect(sent).rejects.toThrow();
    expect(sandbox.stored(id)).not.toHaveProperty('language');
  });
});

test('no answer has a secret, while the agent keeps them', async () => {
  const { body } = await read();
  const { body: list } = await ask(sandbox, `${root}?q=${id}`);
  expect(JSON.stringify([body, list])).not.toContain('SECRET');
  expect(JSON.stringify(body)).not.toContain('freetext_params');
  expect(body).toMatchObject({
    webhook_secret_configured: 'true',
    telephony: { sip_auth: { username: 'u' } },
    provider: { credentials: { config: { trigger_secret_configured: true } } },
  });
  expect(JSON.stringify(sandbox.stored(id)).match(/SECRET/g)).toHaveLength(5);
});

describe('somebody else', () => {
  const changes: Record<EditName, Fields | null> = {
    'change-prompt': { description: expect.stringMatching(/someone else/) },
    rename: { name: `${plain.name} (renamed)` },
    'add-tool': { mock_tools: [{ name: 'first' }, { name: 'second' }, { name: 'added_3' }] },
    'remove-tool': { mock_tools: [{ name: 'first' }] },
    'share-tools': {
      mock_tools: Array(2).fill({ is_shared: true, subscriber_count: 3, mcp_server: null }),
    },
    'sync-prompt': { description: expect.stringMatching(/Synced by retell/) },
    delete: null,
  };

  test.each(Object.entries(changes))('%s', async (name, after) => {
    const body = new URLSearchParams({ agent: String(id), edit: name });
    const response = await fetch(`${sandbox.url}/sandbox/edit`, { method: 'POST', body });
    expect(response.url).toBe(`${sandbox.url}/sandbox/`);
    const { status, body: agent } = await read();
    expect(status).toBe(after ? 200 : 404);
    if (after) expect(agent).toMatchObject(after);
  });

  test('does not sync the prompt of an agent that does not want it', async () => {
    await patch({ provider: { auto_sync_prompt: false } });
    sandbox.edit(id, 'sync-prompt');
    expect((await read()).body).toMatchObject({ description: plain.description });
  });

  test('keeps a shared tool shared when the next update is sent', async () => {
    sandbox.edit(id, 'share-tools');
    await patch({ mock_tools: [{ name: 'first', description: 'New' }] });
    expect((await read()).body).toMatchObject({
      mock_tools: [{ description: 'New', is_shared: true, subscriber_count: 3 }],
    });
  });

  test('edits right before an update', async () => {
    sandbox.arm('update', 'edited-before', { edit: { name: 'Theirs', language: 'fr' } });
    const { body } = await patch({ language: 'de' });
    expect(body).toMatchObject({ name: 'Theirs', language: 'de' });
  });

  test('edits right after the agent was read', async () => {
    sandbox.arm('agent', 'edited-after');
    expect((await read()).body).toMatchObject({ description: plain.description });
    expect((await read()).body).toMatchObject({
      description: expect.stringMatching(/someone else/),
    });
  });

  test('deletes it right before an update', async () => {
    sandbox.arm('update', 'edited-before', { edit: 'delete' });
    expect(await patch({ language: 'de' })).toEqual({
      status: 404,
      body: { detail: 'Not found.' },
    });
  });

  test.each([
    ['edit', { edit: 'nope' }, /There is no edit "nope". Use one of: change-prompt, /],
    ['agent', { agent: 1, edit: 'delete' }, /There is no agent 1\./],
  ])('does nothing with an unknown %s', async (_, asked, detail) => {
    const response = await fetch(`${sandbox.url}/sandbox/edit`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ agent: id, ...asked }),
    });
    expect(response.status).toBe(400);
    expect(at(await response.json(), 'detail')).toMatch(detail);
  });

  test('can do everything from the page', async () => {
    const page = await (await fetch(`${sandbox.url}/sandbox/`)).text();
    for (const name of Object.keys(edits)) expect(page).toContain(`<option value="${name}">`);
  });
});

test('an agent that is imported again has the values of the provider, and its own name', async () => {
  const { body } = await ask(sandbox, `${root}${id}/auto-fetch/`, { method: 'POST' });
  const path = `${root}${id}/auto-fetch-progress/?progress_id=${at(body, 'progress_id')}`;
  await expect.poll(() => ask(sandbox, path)).toMatchObject({ body: { status: 'completed' } });
  expect((await read()).body).toMatchObject({
    name: plain.name,
    description: expect.stringMatching(/^You answer calls/),
    mock_tools: [{ name: 'get_order' }, { name: 'transfer_call' }],
  });
});
