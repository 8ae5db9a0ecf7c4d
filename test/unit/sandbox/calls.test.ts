import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import contract from '../../fixtures/contract.json';
import { type Sandbox, startSandbox } from '../../sandbox';
import { contractSchema } from '../../sandbox/contract';
import { ask, at, create, importing, plain, root } from './ask';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 1 });
});
afterAll(() => sandbox.close());

const ajv = new Ajv({ strict: false });
formats.default(ajv);
ajv.addSchema(contractSchema);

/** What the contract's schema of that name has against a value. */
function misfit(schema: string, value: unknown): string | null {
  const fits = ajv.validate({ $ref: `contract#/components/schemas/${schema}` }, value);
  return fits ? null : ajv.errorsText();
}

describe('every request example of the contract is answered by its schema', () => {
  test.each(Object.entries(contract.requestExamples))('%s', async (_name, example) => {
    const { status, body } = await create(sandbox, example);
    const imports = 'configure_from_provider' in example.provider;
    expect(status).toBe(imports ? 202 : 201);
    expect(misfit(imports ? 'AIAgentConfigureFromProviderResponse' : 'AIAgentV2', body)).toBeNull();
  });
});

describe('an agent is answered', () => {
  test('with its read-only fields and where its tools are served', async () => {
    const { body } = await create(sandbox, {
      ...plain,
      inbound: true,
      mock_tools: [
        { name: 'get_order', freetext_params: ['note'] },
        { name: 'crm', served_via: { type: 'mcp', mock_index: 1 } },
      ],
    });
    const tools = `${sandbox.url}/test_framework/v1/aiagents/${at(body, 'id')}`;
    expect(body).toMatchObject({
      id: expect.any(Number),
      language: 'en',
      telephony: { inbound: true },
      mock_tools: [
        { served_via: { type: 'direct', url: `${tools}/tool/get_order/` } },
        { served_via: { type: 'mcp', mock_index: 1, url: `${tools}/mcp/1/` } },
      ],
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    expect(JSON.stringify(body)).not.toContain('freetext_params');
  });

  test('without its secrets, while what was received keeps them', async () => {
    const { body } = await create(sandbox, {
      ...plain,
      webhook_secret: 'SECRET-1',
      provider: {
        type: 'livekit',
        credentials: {
          api_key: 'SECRET-2',
          config: { api_secret: 'SECRET-3', url: 'wss://a.example' },
        },
        chat_agent_details: {
          type: 'self_hosted',
          config: { url: 'wss://a.example', websocket_secret: 'SECRET-4' },
        },
      },
    });
    expect(JSON.stringify(body)).not.toContain('SECRET');
    expect(at(body, 'provider', 'credentials', 'config')).toEqual({ url: 'wss://a.example' });
    expect(JSON.stringify(sandbox.requests.at(-1)?.body).match(/SECRET/g)).toHaveLength(4);
  });

  test('without what the body may not set', async () => {
    const { body } = await create(sandbox, { ...plain, id: 1, mock_tools_enabled: true, x: 1 });
    expect(body).toMatchObject({
      id: expect.not.toSatisfy((id) => id === 1),
      mock_tools_enabled: false,
    });
    expect(body).not.toHaveProperty('x');
  });
});

describe('an update', () => {
  test('changes what it names and replaces whole sets, keeping the ids of what stays', async () => {
    const { body: before } = await create(sandbox, {
      ...plain,
      mock_tools: [{ name: 'stays' }, { name: 'goes' }, { name: 'old_name' }],
      dynamic_variables: [{ name: 'a', description: 'A' }],
    });
    const { status, body: after } = await ask(sandbox, `${root}${at(before, 'id')}/`, {
      method: 'PATCH',
      body: {
        language: 'de',
        mock_tools: [
          { name: 'stays' },
          { name: 'comes' },
          { id: at(before, 'mock_tools', 2, 'id'), name: 'new_name' },
        ],
      },
    });
    expect(status).toBe(200);
    expect(after).toMatchObject({
      name: plain.name,
      language: 'de',
      mock_tools: [
        { name: 'stays', id: at(before, 'mock_tools', 0, 'id') },
        { name: 'comes', id: expect.any(Number) },
        { name: 'new_name', id: at(before, 'mock_tools', 2, 'id') },
      ],
      dynamic_variables: at(before, 'dynamic_variables'),
    });
    const oldIds = [0, 1, 2].map((index) => at(before, 'mock_tools', index, 'id'));
    expect(oldIds).not.toContain(at(after, 'mock_tools', 1, 'id'));
  });
});

describe('agents are listed', () => {
  test('by project, by a part of the name, and page by page', async () => {
    for (const name of ['Alpha one', 'Alpha two', 'Beta']) {
      await create(sandbox, { ...plain, name, project: 7 });
    }
    const list = async (query: string) => (await ask(sandbox, `${root}?${query}`)).body;
    expect(await list('project_id=7')).toMatchObject({ count: 3, next: null, previous: null });
    expect(await list('project_id=8')).toMatchObject({ count: 0, results: [] });
    const second = await list('project_id=7&q=alpha&page=2&page_size=1');
    expect(second).toMatchObject({ count: 2, next: null, results: [{ name: 'Alpha two' }] });
    const previous = String(at(second, 'previous'));
    expect(previous.startsWith(sandbox.url)).toBe(true);
    const first = await ask(sandbox, previous.slice(sandbox.url.length));
    expect(at(first.body, 'results')).toMatchObject([{ name: 'Alpha one' }]);
  });
});

describe('an assistant that is imported already', () => {
  const once = { ...importing, project: 9 };

  test('is refused with 409, in that project alone', async () => {
    const { body } = await create(sandbox, once);
    expect(await create(sandbox, once)).toEqual({
      status: 409,
      body: {
        detail: `This assistant is already imported into the project as agent ${at(body, 'id')}.`,
      },
    });
    expect((await create(sandbox, { ...once, project: 10 })).status).toBe(202);
  });

  test('is marked in the list of assistants', async () => {
    const provider = { ...importing.provider, agent_id: 'retell_billing' };
    const { body: created } = await create(sandbox, { ...importing, provider });
    const query = 'project_id=42&provider=retell';
    const { body } = await ask(sandbox, `${root}provider-assistants/?${query}`);
    expect(body).toMatchObject({
      provider: 'retell',
      count: 2,
      assistants: [
        { id: 'retell_front_desk', already_imported: false, imported_agent_id: null },
        { id: 'retell_billing', already_imported: true, imported_agent_id: at(created, 'id') },
      ],
    });
  });

  test('can be imported again when its import failed', async () => {
    const body = { ...importing, project: 11 };
    sandbox.arm('import', 'fails-at-validate');
    await create(sandbox, body);
    await expect.poll(async () => (await create(sandbox, body)).status).toBe(202);
  });
});

test.each([
  ['projects', '/user/v1/projects/', { id: expect.any(Number), name: expect.any(String) }],
  ['metrics', '/test_framework/v1/predefined-metrics/', { code: expect.any(String) }],
])('%s are a plain list', async (_name, path, item) => {
  const { status, body } = await ask(sandbox, path);
  expect(status).toBe(200);
  expect(at(body, 0)).toMatchObject(item);
});

describe('refused is', () => {
  const noKey = 'Authentication credentials were not provided.';
  const refusals: [string, string, Parameters<typeof ask>[2], number, object][] = [
    ['a request without a key', root, { key: '' }, 401, { detail: noKey }],
    ['a revoked key', root, { key: 'revoked_1' }, 401, { detail: 'Invalid API key.' }],
    ['an expired key', root, { key: 'expired_1' }, 401, { detail: 'This API key has expired.' }],
    [
      'a key without the right to it',
      root,
      { key: 'forbidden_1' },
      403,
      { detail: 'You do not have permission to perform this action.' },
    ],
    ['an agent that is not there', `${root}1/`, {}, 404, { detail: 'Not found.' }],
    [
      'a page after the last',
      `${root}?project_id=42&page=99`,
      {},
      404,
      { detail: 'Invalid page.' },
    ],
    [
      'a body that is no JSON',
      root,
      { method: 'POST', body: '{' },
      400,
      { detail: 'JSON parse error: this is no JSON object.' },
    ],
    [
      'a body of another type',
      root,
      { method: 'POST', body: plain, type: 'text/plain' },
      415,
      { detail: 'Unsupported media type "text/plain" in request.' },
    ],
    [
      'assistants of no project',
      `${root}provider-assistants/?provider=vapi`,
      {},
      400,
      { project_id: ['This field is required.'] },
    ],
    [
      'assistants of a provider that lists none',
      `${root}provider-assistants/?provider=livekit&project_id=42`,
      {},
      400,
      { provider: ['"livekit" is not a valid choice.'] },
    ],
  ];
  test.each(refusals)('%s', async (_name, path, question, status, body) => {
    expect(await ask(sandbox, path, question)).toEqual({ status, body });
  });

  test('an update with wrong values', async () => {
    const { body } = await create(sandbox, plain);
    expect(
      await ask(sandbox, `${root}${at(body, 'id')}/`, { method: 'PATCH', body: { name: 7 } }),
    ).toEqual({ status: 400, body: { name: ['Not a valid string.'] } });
  });

  test('a path without its slash, with the page of a web server', async () => {
    const response = await fetch(`${sandbox.url}${root.slice(0, -1)}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('text/html');
  });
});

test('what was received is kept with method, path, key, body and the answer', async () => {
  await ask(sandbox, `${root}?q=x`, { key: 'key_kept' });
  await expect
    .poll(() => sandbox.requests.at(-1))
    .toMatchObject({
      call: 'agents',
      method: 'GET',
      path: `${root}?q=x`,
      headers: { 'x-cekura-api-key': 'key_kept' },
      body: null,
      status: 200,
    });
});

test('the agents can be read without asking the API', async () => {
  const { body } = await create(sandbox, plain);
  expect(sandbox.agents.at(-1)).toEqual(body);
});
