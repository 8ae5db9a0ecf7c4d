import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../shared/src/messages';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

async function requestOf(text: string) {
  const spec = await server.open(text);
  return spec.message('cekuraAgent/request', {});
}

const needed = 'name: a\ndescription: b\nproject: 1\n';
const base: JsonObject = { name: 'a', description: 'b', project: 1 };

describe('the body that would be sent', () => {
  test.each<[name: string, text: string, body: JsonObject | null]>([
    ['is the spec as it stands', needed, base],
    ['leaves out the id of a created agent', `id: 303\n${needed}`, base],
    ['leaves out what the server sets', `${needed}created_at: x\n`, base],
    [
      'keeps null',
      `${needed}provider: {credentials: null}\n`,
      { ...base, provider: { credentials: null } },
    ],
    [
      'follows aliases and merge keys',
      `${needed}mock_tools:\n  - &a {name: x, mock_data: []}\n  - {<<: *a, name: y}\n`,
      {
        ...base,
        mock_tools: [
          { name: 'x', mock_data: [] },
          { name: 'y', mock_data: [] },
        ],
      },
    ],
    [
      'leaves out the line break at the end of one line, and keeps those of prompts and of several lines',
      `name: >\n  a\ndescription: |\n  b\nproject: 1\nwebhook_url: |\n  https://a.example\nwebhook_secret: |\n  one\n  two\nmock_tools:\n  - name: |\n      t\n    mock_data:\n      - {input: {}, output: "c\\n"}\n`,
      {
        name: 'a',
        description: 'b\n',
        project: 1,
        webhook_url: 'https://a.example',
        webhook_secret: 'one\ntwo\n',
        mock_tools: [{ name: 't', mock_data: [{ input: {}, output: 'c\n' }] }],
      },
    ],
    ['keeps `no` as text', `${needed}language: no\n`, { ...base, language: 'no' }],
    [
      'reads `$${` as `${`',
      `${needed}provider: {agent_id: "$\${env:A}"}\n`,
      { ...base, provider: { agent_id: '${env:A}' } },
    ],
    [
      'keeps `${…}` in prompts',
      'name: a\ndescription: Say ${env:NAME} and $${x}\nproject: 1\n',
      { ...base, description: 'Say ${env:NAME} and $${x}' },
    ],
    [
      'reads `$${file:…}` in prompts as `${file:…}`',
      'name: a\ndescription: Say $${file:a.md} and $${x}\nproject: 1\n',
      { ...base, description: 'Say ${file:a.md} and $${x}' },
    ],
    ['is nothing for a text without keys', 'hello', null],
    ['is nothing for an empty text', '', null],
  ])('%s', async (_, text, body) => {
    expect((await requestOf(text)).body).toEqual(body);
  });
});

describe('what is put together when it is sent', () => {
  test('placeholders, with where they stand', async () => {
    const { templates } = await requestOf(
      'name: a\ndescription: ${file:prompt.md}\nproject: ${env:PROJECT}\n' +
        'provider:\n  credentials:\n    api_key: ${secret:key}\n    config:\n      headers: {Authorization: "Bearer ${env:TOKEN}!"}\n',
    );
    expect(templates).toEqual([
      {
        path: ['description'],
        parts: [{ kind: 'file', name: 'prompt.md' }],
        as: 'string',
        isSecret: false,
      },
      {
        path: ['project'],
        parts: [{ kind: 'env', name: 'PROJECT' }],
        as: 'integer',
        isSecret: false,
      },
      {
        path: ['provider', 'credentials', 'api_key'],
        parts: [{ kind: 'secret', name: 'key' }],
        as: 'line',
        isSecret: true,
      },
      {
        path: ['provider', 'credentials', 'config', 'headers', 'Authorization'],
        parts: ['Bearer ', { kind: 'env', name: 'TOKEN' }, '!'],
        as: 'line',
        isSecret: true,
      },
    ]);
  });

  test.each([
    ['a line break', 'description: |\n  ${file:a.md}\n'],
    ['a line break in folded text', 'description: >\n  ${file:a.md}\n'],
    ['spaces', 'description: " ${file: a.md } "\n'],
  ])('a file with %s around it', async (_, text) => {
    const { templates } = await requestOf(`name: a\n${text}project: 1\n`);
    expect(templates.map(({ parts }) => parts)).toEqual([[{ kind: 'file', name: 'a.md' }]]);
  });

  test('of files those are secret that stand at places for secrets', async () => {
    const { templates } = await requestOf(
      `${needed}webhook_secret: \${file:a}\nmock_tools:\n  - name: t\n    mock_data:\n      - {input: {key: "\${file:b}"}, output: {token: "\${file:c}"}}\n`,
    );
    const secret = templates.map(({ path, isSecret }) => [path.at(-1), isSecret]);
    expect(secret).toEqual([
      ['webhook_secret', true],
      ['key', false],
      ['token', false],
    ]);
  });

  test('a knowledge base file by its path, as name and content', async () => {
    const { body, templates } = await requestOf(
      `${needed}knowledge_base_files:\n  - path: docs/hours.md\n  - id: 4\n`,
    );
    expect(body?.knowledge_base_files).toEqual([
      { file_name: 'hours.md', content_base64: '${file:docs/hours.md}' },
      { id: 4 },
    ]);
    expect(templates).toEqual([
      {
        path: ['knowledge_base_files', 0, 'content_base64'],
        parts: [{ kind: 'fileBase64', name: 'docs/hours.md' }],
        as: 'string',
        isSecret: false,
      },
    ]);
  });
});

test('the name of a local file may hold a placeholder', async () => {
  const { templates } = await requestOf(
    `${needed}knowledge_base_files:\n  - path: a.md\n    file_name: \${env:TITLE}.md\n`,
  );
  expect(templates.map(({ path, parts }) => [path.at(-1), parts])).toContainEqual([
    'file_name',
    [{ kind: 'env', name: 'TITLE' }, '.md'],
  ]);
});

test('secrets in plain text are told, to be masked in messages', async () => {
  const { plainSecrets } = await requestOf(
    `${needed}webhook_url: https://h.example/?token=abc\nwebhook_secret: hush\nprovider:\n  type: vapi\n  credentials: {api_key: "sk\${env:X}"}\n`,
  );
  expect(plainSecrets).toEqual(['abc', 'hush', 'sk']);
});

describe('what is shown before it is sent', () => {
  const preview = async (text: string) =>
    (await server.open(text)).message('cekuraAgent/preview', {});

  test('the body, with placeholders as they are written and secrets masked', async () => {
    const { body } = await preview(
      `${needed}webhook_secret: hush\nprovider: {type: vapi, credentials: {api_key: "\${secret:k}"}}\n`,
    );
    expect(body).toEqual({
      ...base,
      webhook_secret: '•••',
      provider: { type: 'vapi', credentials: { api_key: '${secret:k}' } },
    });
  });

  test('secrets in plain text as if they were kept, different ones by different names', async () => {
    const { templates } = await preview(
      `${needed}telephony:\n  sip_auth: {username: u, password: one}\n  websocket_auth: {username: u, password: two}\nprovider:\n  type: vapi\n  chat_agent_details:\n    type: self_hosted\n    config: {url: wss://a.example, headers: {Authorization: Bearer three}}\n`,
    );
    expect(templates.map(({ parts }) => parts)).toEqual([
      [{ kind: 'secret', name: 'password' }],
      [{ kind: 'secret', name: 'password_2' }],
      ['Bearer ', { kind: 'secret', name: 'self_hosted_authorization' }],
    ]);
  });
});

test('errors stand in the way, warnings do not', async () => {
  expect((await requestOf(`${needed}colour: red\n`)).errors).toHaveLength(1);
  expect((await requestOf(`${needed}webhook_secret: x\n`)).errors).toEqual([]);
});

test('the id of a created agent is told apart', async () => {
  expect((await requestOf(`id: 303\n${needed}`)).agentId).toBe(303);
  expect((await requestOf(needed)).agentId).toBeNull();
});

test('a document that is not open is said to be so', async () => {
  const uri = 'file:///nowhere.cekura-agent.yaml';
  await expect(server.request('cekuraAgent/request', { textDocument: { uri } })).rejects.toThrow(
    'not open',
  );
});

describe('the examples', () => {
  const files = readdirSync('examples').filter((name) => name.endsWith('.cekura-agent.yaml'));
  const right = files.filter((name) => !name.startsWith('wrong'));
  test.each(right)('%s: no error and no warning', async (name) => {
    const spec = await server.open(readFileSync(`examples/${name}`, 'utf8'));
    expect(spec.diagnostics.filter(({ severity }) => severity === 1 || severity === 2)).toEqual([]);
  });
});

test('what is not sent asks for no value either', async () => {
  const { body, templates, errors } = await requestOf(
    `id: \${env:AGENT_ID}\ncreated_at: \${env:X}\n${needed}`,
  );
  expect(body).toEqual(base);
  expect(templates).toEqual([]);
  expect(errors).toHaveLength(1);
});
