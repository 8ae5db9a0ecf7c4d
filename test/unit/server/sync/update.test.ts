import { describe, expect, test } from 'vitest';
import { agentSpec, compareSpec, updateOf } from '../../../../server/src/sync/index';
import type { JsonObject, JsonValue } from '../../../../shared/src/messages';
import type { FieldName, Update } from '../../../../shared/src/sync';
import { given, specOf } from './specAndAgent';

/** The update that sends all differences, or those whose first key is named. */
function updated(
  spec: string,
  agent: JsonObject,
  { only, withSecrets = false }: { only?: string[]; withSecrets?: boolean } = {},
): Update {
  const document = specOf(spec);
  const sides = given(document, agent);
  const { differences } = compareSpec(document, sides);
  const fields = differences
    .map(({ field }) => field)
    .filter(([first = '']) => only === undefined || only.includes(first));
  return updateOf(document, sides, { fields, withSecrets });
}

const url = { type: 'direct', url: 'https://cekura.example/' };
const agent: JsonObject = {
  id: 303,
  name: 'a',
  description: 'Hi.',
  telephony: { inbound: false, sip_uri: 'sip:a@b.example' },
  provider: {
    type: 'livekit',
    auto_dial_outbound: true,
    credentials: { config: { url: 'wss://a.example', agent_name: 'bot' } },
    chat_agent_details: { type: 'self_hosted', config: { url: 'wss://chat.example' } },
  },
  mock_tools: [
    {
      id: 1,
      name: 'one',
      description: 'One',
      mock_data: [{ input: { n: 1 }, output: 1 }],
      served_via: url,
    },
    { id: 2, name: 'two', description: 'Two', mock_data: [], served_via: url, is_shared: true },
  ],
  dynamic_variables: [{ id: 5, name: 'x', description: 'X' }],
  knowledge_base_files: [{ id: 7, file_name: 'a.txt', file_size: 9 }],
  created_at: 'x',
};
const one = {
  id: 1,
  name: 'one',
  description: 'One',
  mock_data: [{ input: { n: 1 }, output: 1 }],
  served_via: { type: 'direct' },
};
const two = {
  id: 2,
  name: 'two',
  description: 'Two',
  mock_data: [],
  served_via: { type: 'direct' },
};

describe('an update sends', () => {
  test.each<
    [what: string, spec: string, body: JsonObject, agent?: JsonObject, withSecrets?: boolean]
  >([
    ['nothing where nothing differs', 'name: a\ntelephony: {inbound: false}', {}],
    ['changed fields alone', 'name: b\ndescription: Hi.', { name: 'b' }],
    [
      'null where the spec says so',
      'email_id: a@b.example\nagent_speaks_first: null',
      { email_id: 'a@b.example' },
    ],
    [
      'fields of telephony alone',
      'telephony: {inbound: true, sip_uri: "sip:a@b.example"}',
      { telephony: { inbound: true } },
    ],
    ['an older name as it is written', 'inbound: true', { inbound: true }],
    [
      'a set as a whole, with ids and with what the spec does not write',
      'mock_tools: [{name: one, description: First}, {name: two}]',
      { mock_tools: [{ ...one, description: 'First' }, two] },
    ],
    [
      'what a tool answers',
      'mock_tools: [{name: one, mock_data: [{input: {n: 1}, output: 2}]}, {name: two}]',
      { mock_tools: [{ ...one, mock_data: [{ input: { n: 1 }, output: 2 }] }, two] },
    ],
    [
      'a new item behind the others',
      'mock_tools: [{name: three}, {name: one}, {name: two}]',
      { mock_tools: [one, two, { name: 'three' }] },
    ],
    ['a set without what was taken out', 'dynamic_variables: []', { dynamic_variables: [] }],
    [
      'a tool by its id, whatever its name',
      'mock_tools: [{id: 1, name: first}, {name: two}]',
      { mock_tools: [{ ...one, name: 'first' }, two] },
    ],
    [
      'what is never answered with its tool',
      'mock_tools: [{name: one, freetext_params: [n], description: First}, {name: two}]',
      { mock_tools: [{ ...one, description: 'First', freetext_params: ['n'] }, two] },
    ],
    [
      'kept files by their ids, and new ones with their content',
      'knowledge_base_files: [{id: 7}, {file_name: b.txt, content_base64: QQ==}]',
      { knowledge_base_files: [{ id: 7 }, { file_name: 'b.txt', content_base64: 'QQ==' }] },
    ],
    [
      'provider as a whole without credentials and chat that have not changed',
      'provider: {type: livekit, auto_dial_outbound: false, configure_from_provider: true, credentials: {api_key: "${secret:k}", config: {url: "wss://a.example"}}}',
      { provider: { type: 'livekit', auto_dial_outbound: false } },
    ],
    [
      'credentials as a whole, with what the spec does not write of them',
      'provider: {type: livekit, credentials: {api_key: "${secret:k}", config: {url: "wss://b.example"}}}',
      {
        provider: {
          type: 'livekit',
          auto_dial_outbound: true,
          credentials: {
            api_key: '${secret:k}',
            config: { url: 'wss://b.example', agent_name: 'bot' },
          },
        },
      },
    ],
    [
      'credentials with what nobody here knows, and without what Cekura works out',
      'name: strange\nprovider: {type: livekit, credentials: {api_key: "${secret:k}", config: {url: "wss://b.example"}}}',
      {
        name: 'strange',
        provider: {
          type: 'livekit',
          credentials: {
            api_key: '${secret:k}',
            region: 'eu',
            config: { url: 'wss://b.example', newer: { a: null } },
          },
        },
      },
      {
        name: 'a',
        provider: {
          type: 'livekit',
          credentials: {
            region: 'eu',
            config: {
              url: 'wss://a.example',
              api_secret: '***',
              newer: { a: null },
              newer_configured: true,
            },
          },
        },
      },
    ],
    [
      'a password with the user name that the spec does not write',
      'telephony: {sip_auth: {password: "${secret:p}"}}',
      { telephony: { sip_auth: { username: 'u', password: '${secret:p}' } } },
      { telephony: { sip_auth: { username: 'u' } } },
      true,
    ],
    [
      'another provider with its credentials, without what the one before had',
      'provider: {type: vapi, credentials: {api_key: "${secret:k}"}}',
      { provider: { type: 'vapi', credentials: { api_key: '${secret:k}' } } },
    ],
    [
      'a chat of another type as it is written',
      'provider: {type: livekit, chat_agent_details: {type: sms}}',
      {
        provider: {
          type: 'livekit',
          auto_dial_outbound: true,
          chat_agent_details: { type: 'sms' },
        },
      },
    ],
    [
      'the provider with what the spec does not write, though something else has another type',
      'provider: {type: livekit, credentials: {config: {agent_name: b}}}\nmock_tools: [{name: one, served_via: {type: mcp}}, {name: two}]',
      {
        provider: {
          type: 'livekit',
          auto_dial_outbound: true,
          credentials: { config: { url: 'wss://a.example', agent_name: 'b' } },
        },
        mock_tools: [{ ...one, served_via: { type: 'mcp' } }, two],
      },
    ],
  ])('%s', (_, spec, body, of = agent, withSecrets = false) => {
    expect(updated(spec, of, { withSecrets }).body).toEqual(body);
  });
});

test('placeholders of secrets are left to be filled in, and only those that are sent', () => {
  const spec =
    'webhook_secret: ${secret:w}\nprovider: {type: livekit, credentials: {api_key: "Key ${secret:k}", config: {url: "wss://b"}}}';
  expect(updated(spec, agent).templates.map(({ path }) => path)).toEqual([
    ['provider', 'credentials', 'api_key'],
  ]);
  const all = updated('webhook_secret: ${secret:w}\nname: a', agent, { withSecrets: true });
  expect(all).toMatchObject({
    body: { webhook_secret: '${secret:w}' },
    templates: [{ path: ['webhook_secret'] }],
  });
});

test('with all secrets, the credentials are sent though nothing differs', () => {
  const spec = 'provider: {type: livekit, credentials: {api_key: "${secret:k}"}}';
  expect(updated(spec, agent, { withSecrets: true }).body).toEqual({
    provider: {
      type: 'livekit',
      auto_dial_outbound: true,
      credentials: {
        api_key: '${secret:k}',
        config: { url: 'wss://a.example', agent_name: 'bot' },
      },
    },
  });
});

describe('of several items that have one name', () => {
  const files = [
    { id: 7, file_name: 'a.txt' },
    { id: 8, file_name: 'a.txt' },
    { id: 9, file_name: 'a.txt' },
  ];
  const mock_data = [1, 2, 3].map((output) => ({ input: { n: 1 }, output }));
  const tools = [7, 8].map((id) => ({ ...one, id, description: `One ${id}`, mock_data }));
  const twins: JsonObject = { ...agent, knowledge_base_files: files, mock_tools: tools };

  test.each<[what: string, spec: string, body: JsonObject]>([
    [
      'the one with the id stays',
      'knowledge_base_files: [{id: 8}]',
      { knowledge_base_files: [{ id: 8 }] },
    ],
    [
      'the others stay beside a new one',
      'knowledge_base_files: [{id: 9}, {file_name: a.txt, content_base64: QQ==}, {id: 7}, {id: 8}]',
      {
        knowledge_base_files: [
          { id: 7 },
          { id: 8 },
          { id: 9 },
          { file_name: 'a.txt', content_base64: 'QQ==' },
        ],
      },
    ],
    ['none stays', 'knowledge_base_files: []', { knowledge_base_files: [] }],
    [
      'the one with the id changes',
      'mock_tools: [{id: 8, name: one, description: Two}, {id: 7}]',
      { mock_tools: [tools[0] ?? null, { ...tools[1], description: 'Two' }] },
    ],
    [
      'the first of equal inputs stays',
      'mock_tools: [{id: 7, mock_data: [{input: {n: 1}, output: 1}]}, {id: 8}]',
      { mock_tools: [{ ...tools[0], mock_data: mock_data.slice(0, 1) }, tools[1] ?? null] },
    ],
  ])('%s', (_, spec, body) => {
    expect(updated(spec, twins).body).toEqual(body);
  });
});

test('what it deletes is named, and which tools others use as well', () => {
  const spec = 'mock_tools: [{name: one}]\nknowledge_base_files: []';
  expect(updated(spec, agent)).toMatchObject({
    deletions: [
      ['mock_tools', 'two'],
      ['knowledge_base_files', 'a.txt'],
    ],
    sharedTools: ['two'],
  });
});

test.each<[what: string, spec: string, number: string, inexact: FieldName[]]>([
  ['that is sent', 'description: First', '9007199254740993', [['output', 'n']]],
  ['that is small enough', 'description: First', '-9007199254740991', []],
  ['that is not sent', 'description: One', '9007199254740993', []],
])('a number too large to be read %s is named', (_, tool, number, inexact) => {
  const output: JsonValue = JSON.parse(`{"n":${number}}`);
  const large = { ...agent, mock_tools: [{ ...one, mock_data: [{ input: {}, output }] }] };
  const spec = `name: b\nmock_tools: [{name: one, ${tool}}]`;
  expect(updated(spec, large).inexact).toEqual(
    inexact.map((field) => ['mock_tools', 'one', 'mock_data', '0', ...field]),
  );
});

test('what differs in a set that is sent, and is not sent itself, has to be settled before', () => {
  const document = specOf(
    'name: b\nmock_tools: [{name: one, description: First}, {name: two, description: Second}]',
  );
  const sides = given(document, agent);
  const fields = [['mock_tools', 'one', 'description']];
  const { body, unsettled } = updateOf(document, sides, { fields, withSecrets: false });
  expect(body).toEqual({ mock_tools: [{ ...one, description: 'First' }, two] });
  expect(unsettled.map(({ field }) => field)).toEqual([['mock_tools', 'two', 'description']]);
});

describe('secrets that are lost with what is sent as a whole are named', () => {
  const chat = (url: string, secret = '') =>
    `provider: {type: custom, chat_agent_details: {type: self_hosted, config: {url: "wss://${url}"${secret}}}}`;
  const trigger = (rest: string) =>
    `provider: {type: custom, credentials: {config: {trigger_url: "https://b.example"${rest}}}}`;
  const held: JsonObject = {
    ...agent,
    telephony: { inbound: false, sip_auth: { username: 'u' }, websocket_auth: null },
    provider: {
      type: 'custom',
      credentials: {
        config: { trigger_url: 'https://a.example', trigger_secret_configured: true },
      },
      chat_agent_details: {
        type: 'self_hosted',
        config: { url: 'wss://chat.example', websocket_secret_configured: 'true' },
      },
    },
  };
  const config = ['provider', 'credentials', 'config'];

  test.each<[what: string, spec: string, lost: FieldName[], agent?: JsonObject]>([
    ['nothing is sent', chat('chat.example'), []],
    ['another field is sent', 'name: b', []],
    [
      'chat',
      chat('new.example'),
      [['provider', 'chat_agent_details', 'config', 'websocket_secret']],
    ],
    ['chat with its secret', chat('new.example', ', websocket_secret: "${secret:w}"'), []],
    ['credentials', trigger(''), [[...config, 'trigger_secret']]],
    ['credentials with their secret', trigger(', trigger_secret: "${secret:t}"'), []],
    [
      'a user name',
      'telephony: {sip_auth: {username: v}}',
      [['telephony', 'sip_auth', 'password']],
    ],
    ['a user name where there was none', 'telephony: {websocket_auth: {username: v}}', []],
    ['nothing of an auth', 'telephony: {sip_auth: null}', []],
    [
      'credentials without a secret that is required',
      'provider: {type: livekit, credentials: {api_key: "${secret:k}", config: {url: "wss://b"}}}',
      [[...config, 'api_secret']],
      agent,
    ],
    [
      'another provider, which has no such secret',
      'provider: {type: vapi, credentials: {api_key: "${secret:k}"}}',
      [],
      agent,
    ],
  ])('%s', (_, spec, lost, of = held) => {
    expect(updated(spec, of).lostSecrets).toEqual(lost);
  });

  test('a secret that the spec had', () => {
    const document = specOf(chat('new.example'));
    const provider = {
      type: 'custom',
      chat_agent_details: { type: 'self_hosted', config: { url: 'wss://chat.example' } },
    };
    const config = { url: 'wss://chat.example', websocket_secret: '${secret:w}' };
    const base = { provider: { ...provider, chat_agent_details: { type: 'self_hosted', config } } };
    const fields = [['provider', 'chat_agent_details', 'config', 'url']];
    const sides = given(document, { ...agent, provider }, base);
    expect(updateOf(document, sides, { fields, withSecrets: false }).lostSecrets).toEqual([
      ['provider', 'chat_agent_details', 'config', 'websocket_secret'],
    ]);
  });

  test('and a spec written from the agent has placeholders for them', () => {
    const lines = agentSpec(held, { withSecrets: true }).match(/\w+: \$\{secret:.*/g);
    expect(lines).toEqual([
      'password: ${secret:password} # kept by Cekura',
      'trigger_secret: ${secret:custom_trigger_secret} # kept by Cekura',
      'websocket_secret: ${secret:self_hosted_websocket_secret} # kept by Cekura',
    ]);
  });
});

describe('what may be lost, as Cekura does not tell whether it has any, with', () => {
  const config = ['provider', 'credentials', 'config'];
  const vapi = (rest: string) =>
    `provider: {type: vapi, credentials: {api_key: "\${secret:k}"${rest}}}`;
  const chat = (rest: string) =>
    `provider: {type: custom, chat_agent_details: {type: self_hosted, config: {${rest}}}}`;
  const agentWith = (provider: JsonObject): JsonObject => ({ ...agent, provider });
  const trigger_url = 'https://a.example';
  const answered = agentWith({
    type: 'vapi',
    credentials: { config: { public_key: 'a', trigger_url } },
  });
  const chatting = agentWith({
    type: 'custom',
    chat_agent_details: { type: 'self_hosted', config: { url: 'wss://a.example' } },
  });

  test.each<[what: string, spec: string, agent: JsonObject, fields: FieldName[]]>([
    ['nothing of it', `name: b\n${vapi('')}`, answered, []],
    [
      'credentials without a secret that they can have',
      vapi(', config: {public_key: b}'),
      answered,
      [[...config, 'trigger_secret']],
    ],
    [
      'credentials with it',
      vapi(', config: {public_key: b, trigger_secret: "${secret:t}"}'),
      answered,
      [],
    ],
    [
      'credentials of which Cekura says that they have none',
      vapi(', config: {public_key: b}'),
      agentWith({
        type: 'vapi',
        credentials: { config: { trigger_url, trigger_secret_configured: false } },
      }),
      [],
    ],
    [
      'credentials that are not answered',
      vapi(', config: {trigger_url: "https://b.example"}'),
      agentWith({ type: 'vapi' }),
      [
        [...config, 'public_key'],
        [...config, 'trigger_secret'],
      ],
    ],
    [
      'credentials without what the secret goes with',
      vapi(', config: {public_key: b}'),
      agentWith({ type: 'vapi', credentials: { config: { public_key: 'a' } } }),
      [],
    ],
    [
      'credentials that have no settings',
      vapi(''),
      agentWith({ type: 'vapi', credentials: {} }),
      [],
    ],
    [
      'credentials of a key that nothing else tells of',
      'provider: {type: bland, credentials: {api_key: "${secret:k}"}}',
      agentWith({ type: 'bland', credentials: {} }),
      [[...config, 'encrypted_key']],
    ],
    ['credentials of another provider', vapi(''), agent, []],
    [
      'a chat without a secret that it can have',
      chat('url: "wss://b.example"'),
      chatting,
      [['provider', 'chat_agent_details', 'config', 'websocket_secret']],
    ],
    [
      'a chat where there was none',
      chat('url: "wss://b.example"'),
      agentWith({ type: 'custom' }),
      [],
    ],
    [
      'a chat of another type',
      'provider: {type: custom, chat_agent_details: {type: sms}}',
      chatting,
      [],
    ],
  ])('%s', (_, spec, of, fields) => {
    const document = specOf(spec);
    const base = { provider: { credentials: { api_key: 'another' } } };
    const sides = given(document, of, base);
    const all = compareSpec(document, sides).differences.map(({ field }) => field);
    const wanted = spec.startsWith('name') ? [['name']] : all;
    const update = updateOf(document, sides, { fields: wanted, withSecrets: false });
    expect(update.mayBeLost).toEqual(fields);
  });
});
