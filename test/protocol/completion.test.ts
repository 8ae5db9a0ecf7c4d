import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CompletionItem, CompletionItemKind, TextEdit } from 'vscode-languageserver-types';
import { marked } from '../marked';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

async function completeAt(source: string) {
  const { text, cursor } = marked(source);
  const spec = await server.open(text);
  return { spec, items: await spec.complete(spec.document.positionAt(cursor)) };
}

const labels = (items: CompletionItem[]) => items.map(({ label }) => label);
/** Whole blocks and templates come after the keys. */
const isKey = ({ kind }: CompletionItem) => kind !== CompletionItemKind.Snippet;

const rootKeys = [
  'name',
  'description',
  'project',
  'language',
  'telephony',
  'provider',
  'agent_speaks_first',
  'dynamic_variables',
  'mock_tools',
  'knowledge_base_files',
  'predefined_metrics',
  'webhook_url',
  'webhook_secret',
  'transcript_provider',
  'email_id',
  'mock_tools_enabled',
];
const trigger = ['trigger_url', 'trigger_secret'];
const livekit = ['api_secret', 'url', 'agent_name', 'config', 'tracing_enabled', ...trigger];
const config = (type: string) =>
  `provider:\n  type: ${type}\n  credentials:\n    api_key: k\n    config:\n      │`;
const chat = (type: string) =>
  `provider:\n  chat_agent_details:\n    type: ${type}\n    config:\n      │`;

describe('keys: those allowed there and not yet present, required ones first', () => {
  test.each<[name: string, text: string, offered: string[]]>([
    ['an empty file', '│', rootKeys],
    ['a word begun at the root', 'na│', rootKeys],
    ['a file of comments', '# soon\n│', rootKeys],
    [
      'between keys',
      'name: a\n│\nproject: 1\n',
      rootKeys.filter((key) => key !== 'name' && key !== 'project'),
    ],
    [
      'below a file whose head is broken',
      'name: "a\ndescription: [1\n│',
      rootKeys.filter((key) => key !== 'name' && key !== 'description'),
    ],
    ['the configuration of vapi', config('vapi'), ['public_key', ...trigger]],
    ['the configuration of retell', config('retell'), [...trigger, 'livekit_server_url']],
    ['the configuration of livekit', config('livekit'), livekit],
    ['the configuration of bland', config('bland'), ['encrypted_key']],
    ['the configuration of genesys', config('genesys'), ['client_id', 'region']],
    [
      'the newer configuration of cisco',
      config('cisco'),
      ['org_id', 'region', 'client_id', 'refresh_token'],
    ],
    ['no configuration for telnyx', config('telnyx'), []],
    [
      'what livekit still lacks',
      config('livekit').replace('│', 'url: wss://a.example\n      │'),
      livekit.filter((key) => key !== 'url'),
    ],
    [
      'above what is there',
      config('livekit').replace('│', '│\n      url: wss://a.example'),
      livekit.filter((key) => key !== 'url'),
    ],
    [
      'the type below the cursor',
      'provider:\n  credentials:\n    config:\n      │\n  type: vapi\n',
      ['public_key', ...trigger],
    ],
    [
      'the type in a broken line below',
      'provider:\n  credentials:\n    config:\n      │\n  type: vapi\n  agent_id: "x\n',
      ['public_key', ...trigger],
    ],
    ['the chat of retell', chat('retell'), ['agent_id']],
    [
      'the chat of agentforce',
      chat('agentforce'),
      ['agent_id', 'client_id', 'client_secret', 'domain'],
    ],
    ['the chat of a socket', chat('self_hosted'), ['url', 'headers', 'websocket_secret']],
    ['no configuration for sms', chat('sms'), []],
    [
      'an item of a list',
      'mock_tools:\n  - │',
      ['name', 'description', 'mock_data', 'freetext_params', 'served_via'],
    ],
    [
      'an item that has a key',
      'mock_tools:\n  - name: a\n    │',
      ['description', 'mock_data', 'freetext_params', 'served_via'],
    ],
    [
      'an item that has an id needs no name',
      'mock_tools:\n  - id: 1\n    des│',
      ['name', 'description', 'mock_data', 'freetext_params', 'served_via'],
    ],
    ['a list that is not indented', 'dynamic_variables:\n- name: a\n  │', ['description']],
    [
      'in the middle of a key',
      'telephony:\n  sip│_uri: x\n',
      [
        'phone_number',
        'inbound',
        'outbound_numbers',
        'sip_uri',
        'sip_auth',
        'sip_originating_region',
        'websocket_url',
        'websocket_auth',
      ],
    ],
    [
      'a quoted key',
      'mock_tools:\n  - "na│"',
      ['name', 'description', 'mock_data', 'freetext_params', 'served_via'],
    ],
    [
      'a quote that is not closed',
      'mock_tools:\n  - "na│',
      ['name', 'description', 'mock_data', 'freetext_params', 'served_via'],
    ],
    [
      'flow style',
      'mock_tools:\n  - {name: a, │}',
      ['description', 'mock_data', 'freetext_params', 'served_via'],
    ],
    ['the start of flow style', 'dynamic_variables: [{│}]', ['name', 'description']],
    ['flow style that is not closed', 'dynamic_variables: [{name: a, │', ['description']],
    [
      'behind a map key',
      'provider:\n  type: retell\n  chat_agent_details:\n    type: retell\n    config: │',
      ['agent_id'],
    ],
    [
      'shallower than its neighbours but below the parent',
      'dynamic_variables:\n  - name: a\n   │',
      ['description'],
    ],
    [
      'what the provider has a use for',
      'provider:\n  type: cisco\n  │',
      ['credentials', 'chat_agent_details', 'redact_fields'],
    ],
    ['no key in a list of texts', 'telephony:\n  outbound_numbers:\n    - │', []],
    [
      'nothing in a map of free keys',
      'mock_tools:\n  - name: a\n    mock_data:\n      - input:\n          │',
      [],
    ],
    [
      'what any provider takes, below one that does not exist',
      'provider:\n  type: vapy\n  credentials:\n    │',
      ['api_key', 'config'],
    ],
    [
      'what any provider takes, for one that is not known yet',
      'provider:\n  type:\n  credentials:\n    │',
      ['api_key', 'config'],
    ],
    [
      'what any chat takes, for one that is not known yet',
      'provider:\n  type: vapi\n  chat_agent_details:\n    type:\n    config:\n      │',
      [
        'agent_id',
        'client_id',
        'client_secret',
        'domain',
        'widget_id',
        'snippet_id',
        'connect_host',
        'region',
        'url',
        'headers',
        'websocket_secret',
        'agent_token',
        'host',
        'api_secret',
      ],
    ],
  ])('%s', async (_, text, offered) => {
    const { items } = await completeAt(text);
    expect(new Set(labels(items.filter(isKey)))).toEqual(new Set(offered));
  });

  test.each<[name: string, text: string, first: string[]]>([
    ['at the root', '│', ['name', 'description', 'project', 'language']],
    [
      'at the root, when the platform fills the rest',
      '│\nprovider:\n  configure_from_provider: true\n',
      ['project', 'name'],
    ],
    ['under provider', 'provider:\n  │\n  type: vapi\n', ['credentials', 'agent_id']],
    [
      'in an import',
      'provider:\n  │\n  type: vapi\n  configure_from_provider: true\n',
      ['agent_id'],
    ],
    ['for pipecat', config('pipecat'), ['pipecat_agent_name']],
    ['for agentforce', chat('agentforce'), ['agent_id', 'client_id', 'client_secret', 'domain']],
  ])('required ones first: %s', async (_, text, first) => {
    const { items } = await completeAt(text);
    expect(labels(items).slice(0, first.length)).toEqual(first);
  });
});

describe('values: enums and booleans, with what they mean', () => {
  test.each<[name: string, text: string, offered: string[]]>([
    ['a boolean', 'telephony:\n  inbound: │', ['true', 'false']],
    ['a boolean or null', 'agent_speaks_first: │', ['true', 'false', 'null']],
    [
      'an enum',
      'provider:\n  type: elevenlabs\n  credentials:\n    config:\n      elevenlabs_region: │',
      ['us', 'eu'],
    ],
    ['a value begun', 'mock_tools:\n  - served_via: {type: m│}', ['direct', 'mcp']],
    ['in quotes', 'mock_tools:\n  - served_via:\n      type: "m│"', ['direct', 'mcp']],
    [
      'a quote that is not closed',
      "mock_tools:\n  - served_via:\n      type: 'm│",
      ['direct', 'mcp'],
    ],
    ['no space behind the colon', 'agent_speaks_first:│', ['true', 'false', 'null']],
    ['on the next line', 'agent_speaks_first:\n  │', ['true', 'false', 'null']],
    ['before a comment', 'agent_speaks_first: │ # who begins', ['true', 'false', 'null']],
  ])('%s', async (_, text, offered) => {
    const { items } = await completeAt(text);
    expect(labels(items)).toEqual(offered);
    for (const { documentation } of items) expect(documentation).toBeTruthy();
  });

  test('chats that go with the provider come first, its own before all others', async () => {
    const { items } = await completeAt(
      'provider:\n  type: retell\n  chat_agent_details:\n    type: │',
    );
    expect(labels(items).slice(0, 4)).toEqual(['retell', 'self_hosted', 'sms', 'whatsapp']);
  });

  test('all providers, each with a line of its own', async () => {
    const { items } = await completeAt('provider:\n  type: │');
    expect(labels(items)).toEqual(
      expect.arrayContaining(['vapi', 'retell', 'livekit', 'custom', 'gemini_cx', '""']),
    );
    expect(new Set(items.map(({ documentation }) => JSON.stringify(documentation))).size).toBe(
      items.length - 1, // `custom` and the empty type are the same
    );
  });
});

describe('what stands beside an item', () => {
  test.each<[name: string, text: string, label: string, description: string | undefined]>([
    ['a required key', 'na│', 'name', 'required'],
    ['a key that need not be there', 'la│', 'language', undefined],
    ['a newer key', 'em│', 'email_id', 'newer'],
    ['a newer key of a provider', config('vapi'), 'trigger_secret', 'newer'],
    ['a newer key that most need', config('cisco'), 'org_id', 'newer'],
    ['a newer flag', 'provider:\n  type: bland\n  │', 'auto_sync_prompt', 'newer'],
    ['a flag of the contract', 'provider:\n  type: vapi\n  │', 'auto_sync_prompt', undefined],
    ['the default', 'language: │', 'en', 'English, default'],
    ['a newer value', 'language: │', 'kk', 'Kazakh, newer'],
    ['a newer provider', 'provider:\n  type: │', 'gemini_cx', 'newer'],
    ['a provider of the contract', 'provider:\n  type: │', 'vapi', undefined],
    ['a newer chat', 'provider:\n  chat_agent_details:\n    type: │', 'sierra', 'newer'],
    ['a value of the contract', 'language: │', 'de', 'German'],
  ])('%s', async (_, text, label, description) => {
    const { items } = await completeAt(text);
    const item = items.find((one) => one.label === label);
    expect(item?.label).toBe(label);
    expect(item?.labelDetails?.description).toBe(description);
  });

  test.each([config('vapy'), chat('vapy')])(
    'below a type that does not exist, the keys of all: %s',
    async (text) => {
      const { items } = await completeAt(text);
      expect(
        labels(items).filter((label) => /^(agent_id|url|api_secret)$/.test(label)).length,
      ).toBeGreaterThan(1);
    },
  );
});

describe('within text', () => {
  const variables =
    'dynamic_variables:\n  - name: who\n    description: x\n  - name: when\n    description: y\n';
  test.each<[name: string, text: string, offered: string[]]>([
    ['variables in a block of text', `${variables}description: |\n  Greet {{│\n`, ['when', 'who']],
    ['variables begun', `${variables}description: |\n  Greet {{ w│ }} now\n`, ['when', 'who']],
    [
      'variables before a filter',
      `${variables}description: |\n  Greet {{ w│ | upcase }} now\n`,
      ['when', 'who'],
    ],
    [
      'variables without white space',
      `${variables}description: |\n  Greet {{-w│-}} now\n`,
      ['when', 'who'],
    ],
    [
      'variables of an argument',
      `${variables}description: |\n  Greet {{ a | default: w│ }}\n`,
      ['when', 'who'],
    ],
    [
      'variables in a tag',
      `${variables}description: |\n  {% if w│ %}now{% endif %}\n`,
      ['when', 'who'],
    ],
    ['variables within a name', `${variables}description: |\n  {{now_{{w│}}}}\n`, ['when', 'who']],
    ['no variables for a filter', `${variables}description: |\n  {{ who | w│ }}\n`, []],
    ['variables in plain text', `${variables}description: Greet {{ │`, ['when', 'who']],
    ['variables at the beginning', `${variables}description: {{ │`, ['when', 'who']],
    [
      'sources of a secret',
      'provider:\n  type: vapi\n  credentials:\n    api_key: ${│',
      ['secret:vapi_api_key', 'env:VAPI_API_KEY', 'file:prompt.md'],
    ],
    [
      'sources begun',
      'provider:\n  type: vapi\n  credentials:\n    api_key: ${secret:│}',
      ['secret:vapi_api_key', 'env:VAPI_API_KEY', 'file:prompt.md'],
    ],
    ['only a file for the prompt', 'description: ${│', ['file:prompt.md']],
    ['nothing in a comment', '# ${│', []],
  ])('%s', async (_, text, offered) => {
    expect(labels((await completeAt(text)).items)).toEqual(offered);
  });
});

describe('nothing is offered', () => {
  test.each<[name: string, text: string]>([
    ['in a comment', '# na│'],
    ['in a comment behind a value', 'name: a # na│'],
    ['in the text of the description', 'description: You help na│'],
    ['in a block of text', 'description: |\n  You help.\n  na│'],
    ['on a blank line within a block of text', 'description: |\n  one\n│\n  two\n'],
    ['in quoted text over lines', 'description: "one\n  na│\n  two"\n'],
    ['where a number belongs', 'project: │'],
    ['deeper than a value', 'name: Support\n    │'],
  ])('%s', async (_, text) => {
    expect((await completeAt(text)).items).toEqual([]);
  });

  test('when a space is typed as indentation', async () => {
    const spec = await server.open('provider:\n  ');
    const context = { triggerKind: 2, triggerCharacter: ' ' };
    const position = { line: 1, character: 2 };
    expect(await spec.ask('textDocument/completion', { position, context })).toEqual([]);
  });
});

describe('accepting an item leaves right YAML', () => {
  test.each<[name: string, text: string, item: string, result: string]>([
    ['a text', '│', 'name', 'name: │'],
    ['a map', '│', 'provider', 'provider:\n  │'],
    ['a list', '│', 'mock_tools', 'mock_tools:\n  - │'],
    [
      'a line indented less than its neighbours',
      'telephony:\n  inbound: true\n │',
      'sip_uri',
      'telephony:\n  inbound: true\n  sip_uri: │',
    ],
    [
      'the column of its neighbours',
      'dynamic_variables:\n  - name: a\n   │',
      'description',
      'dynamic_variables:\n  - name: a\n    description: │',
    ],
    [
      'spaces in place of a tab',
      'telephony:\n  inbound: true\n\t│',
      'sip_uri',
      'telephony:\n  inbound: true\n  sip_uri: │',
    ],
    ['the line breaks of the file', 'name: a\r\n│', 'provider', 'name: a\r\nprovider:\r\n  │'],
    ['a nested map', 'mock_tools:\n  - │', 'served_via', 'mock_tools:\n  - served_via:\n      │'],
    [
      'a map as deep as the file indents',
      'telephony:\n    inbound: true\nprovider:\n    type: livekit\n    │',
      'credentials',
      'telephony:\n    inbound: true\nprovider:\n    type: livekit\n    credentials:\n        │',
    ],
    [
      'a list as deep as the file indents',
      'telephony:\n    inbound: true\n│',
      'mock_tools',
      'telephony:\n    inbound: true\nmock_tools:\n    - │',
    ],
    [
      'a key behind a map key, as deep as the file indents',
      'provider:\n    type: vapi\ntelephony:│',
      'inbound',
      'provider:\n    type: vapi\ntelephony:\n    inbound: │',
    ],
    ['the whole word', 'na│xx', 'name', 'name: │'],
    ['no second colon', 'na│: Support', 'name', 'name: Support'],
    ['no second quote', 'mock_tools:\n  - "na│"', 'name', 'mock_tools:\n  - name: │'],
    [
      'a quoted key that has its colon',
      'mock_tools:\n  - "na│": x',
      'name',
      'mock_tools:\n  - "name": x',
    ],
    ['an open quote goes', 'mock_tools:\n  - "na│', 'name', 'mock_tools:\n  - name: │'],
    ['an item in flow style', 'mock_tools: [│]', '{ }', 'mock_tools: [{│}]'],
    ['flow style', 'dynamic_variables: [{│}]', 'name', 'dynamic_variables: [{name: │}]'],
    [
      'another item, in the column of the dashes',
      'mock_tools:\n  - name: a\n    mock_data: []\n  │\n',
      '- ',
      'mock_tools:\n  - name: a\n    mock_data: []\n  - │\n',
    ],
    [
      'a key of the item above, from there',
      'mock_tools:\n  - name: a\n    mock_data: []\n  des│\n',
      'description',
      'mock_tools:\n  - name: a\n    mock_data: []\n    description: │\n',
    ],
    ['a key of JSON', '{"name": "a", │}', 'project', '{"name": "a", "project": │}'],
    ['one in quotes', '{"name": "a", "p│"}', 'project', '{"name": "a", "project": │}'],
    ['one with its colon', '{"name": "a", "p│": 1}', 'project', '{"name": "a", "project": 1}'],
    [
      'one in empty braces',
      '{"name": "a", "provider": {│}}',
      'agent_id',
      '{"name": "a", "provider": {"agent_id": │}}',
    ],
    ['a text of JSON', '{"name": "a", "language": │}', 'en', '{"name": "a", "language": "en"}'],
    ['one in quotes', '{"name": "a", "language": "│"}', 'en', '{"name": "a", "language": "en"}'],
    [
      'a value of JSON without quotes',
      '{"name": "a", "agent_speaks_first": │}',
      'true',
      '{"name": "a", "agent_speaks_first": true}',
    ],
    ['a map of JSON', '{"name": "a", "provider": │}', '{ }', '{"name": "a", "provider": {│}}'],
    ['a list of JSON', '{"name": "a", "mock_tools": │}', '[ ]', '{"name": "a", "mock_tools": [│]}'],
    [
      'a value',
      'mock_tools:\n  - served_via: {type: m│}',
      'mcp',
      'mock_tools:\n  - served_via: {type: mcp}',
    ],
    [
      'a value in quotes',
      'mock_tools:\n  - served_via: {type: "m│"}',
      'mcp',
      'mock_tools:\n  - served_via: {type: "mcp"}',
    ],
    ['the space behind the colon', 'agent_speaks_first:│', 'true', 'agent_speaks_first: true'],
    ['a key behind a map key', 'telephony: │', 'inbound', 'telephony: \n  inbound: │'],
    ['an item behind a list key', 'mock_tools: │', '- ', 'mock_tools: \n  - │'],
  ])('%s', async (_, text, label, result) => {
    const { spec, items } = await completeAt(text);
    const item = items.find((candidate) => candidate.label === label);
    expect(TextEdit.is(item?.textEdit)).toBe(true);
    if (!TextEdit.is(item?.textEdit)) return;
    const { text: before } = marked(text);
    const start = spec.document.offsetAt(item.textEdit.range.start);
    const end = spec.document.offsetAt(item.textEdit.range.end);
    const after =
      before.slice(0, start) + item.textEdit.newText.replace('$0', '│') + before.slice(end);
    expect(after).toBe(result);
  });
});

describe('templates and parts, where their keys may stand', () => {
  const offered = async (text: string) =>
    labels((await completeAt(text)).items.filter((item) => !isKey(item))).filter((label) =>
      /^[a-z]+-/.test(label),
    );

  test('all of them in an empty file, and where a template is begun', async () => {
    for (const text of ['│', '# soon\n│', 'agent-v│']) {
      expect(await offered(text)).toEqual(
        expect.arrayContaining(['agent-vapi', 'agent-livekit', 'agent-import', 'mock-tool']),
      );
    }
  });

  test.each<[name: string, text: string, labels: string[]]>([
    [
      'no second template',
      'name: a\nproject: 1\n│',
      [
        'dynamic-variables',
        'knowledge-base',
        'knowledge-base-base64',
        'mock-tool',
        'mock-tool-mcp',
        'telephony-phone',
        'telephony-sip',
        'telephony-websocket',
      ],
    ],
    [
      'no second part',
      'name: a\nproject: 1\nmock_tools: []\ntelephony: {}\nknowledge_base_files: []\n│',
      ['dynamic-variables'],
    ],
    [
      'chats under provider',
      'provider:\n  type: custom\n  │',
      ['chat-agentforce', 'chat-amazon-connect', 'chat-self-hosted', 'chat-sierra'],
    ],
    [
      'the chats of a provider',
      'provider:\n  type: retell\n  │',
      ['chat-retell', 'chat-self-hosted'],
    ],
    ['nothing under a configuration', config('livekit'), []],
    ['nothing in text', 'description: |\n  agent-v│', []],
    ['nothing in a comment', '# agent-v│', []],
  ])('%s', async (_, text, expected) => {
    expect(await offered(text)).toEqual(expected);
  });
});

describe('whole blocks, each value a tab stop', () => {
  const inserted = async (text: string, label: string) => {
    const { items } = await completeAt(text);
    const { textEdit } = items.find((item) => item.label === label) ?? {};
    return TextEdit.is(textEdit) ? textEdit.newText : items.map((item) => item.label);
  };

  test("a provider's credentials", async () => {
    expect(await inserted('provider:\n  type: livekit\n  │', 'credentials: …')).toBe(
      [
        'credentials:',
        '    api_key: ${1:\\${secret:livekit_api_key\\}}',
        '    config:',
        '      api_secret: ${2:\\${secret:livekit_api_secret\\}}',
        '      url: ${3:<url>}',
      ].join('\n'),
    );
  });

  test('an item of a list that is begun', async () => {
    expect(await inserted('mock_tools:\n  - mock│', 'mock tool: …')).toBe('name: ${1:<name>}');
  });

  test('an item of a list', async () => {
    expect(await inserted('dynamic_variables:\n  │', '- name: …')).toBe(
      '- name: ${1:<name>}\n    description: ${2:<description>}',
    );
  });
});

test('a language is found by its name, and shown with it', async () => {
  const { items } = await completeAt('language: ger│');
  const german = items.find(({ label }) => label === 'de');
  expect([german?.filterText, german?.labelDetails?.description]).toEqual(['de German', 'German']);
});

test.each<[type: string, description: string | undefined, words: RegExp]>([
  ['vapi', undefined, /^An assistant or squad hosted on Vapi/],
  ['koreai', undefined, /^A bot on the Kore\.ai XO Platform/],
])('the type %s has its name once', async (type, description, words) => {
  const { items } = await completeAt('provider:\n  type: │');
  const item = items.find(({ label }) => label === type);
  expect(item?.labelDetails?.description).toBe(description);
  expect(item?.documentation).toMatchObject({ value: expect.stringMatching(words) });
});

test('a variable is named by what texts use and nobody has declared', async () => {
  const { items } = await completeAt(
    'description: Hi {{ who }}, {{ when }}\ndynamic_variables:\n  - name: when\n  - name: │',
  );
  expect(labels(items)).toEqual(['who']);
});

test.each(['provider', 'telephony', 'mock_tools'])('%s opens what it holds', async (key) => {
  const { items } = await completeAt('│');
  expect(items.find(({ label }) => label === key)?.command?.command).toBe(
    'editor.action.triggerSuggest',
  );
});

test('files around the spec are offered where a path is written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'files-'));
  await mkdir(join(folder, 'docs'));
  for (const name of ['prompt.md', 'docs/hours.pdf', 'docs/run.exe', 'a.cekura-agent.yaml']) {
    await writeFile(join(folder, name), '');
  }
  for (const odd of ['a\nb.md', 'a\u202e.md', 'a\x1b[2J.md'])
    await writeFile(join(folder, odd), '');
  const outside = await mkdtemp(join(tmpdir(), 'outside-'));
  await writeFile(join(outside, 'private.md'), '');
  await symlink(outside, join(folder, 'folder-elsewhere'));
  await symlink(join(outside, 'private.md'), join(folder, 'elsewhere.md'));
  let opened = 0;
  const filesAt = async (source: string) => {
    const { text, cursor } = marked(source);
    opened += 1;
    const uri = pathToFileURL(join(folder, `${opened}.cekura-agent.yaml`)).toString();
    const spec = await server.openQuietly(text, uri);
    return labels(await spec.complete(spec.document.positionAt(cursor)));
  };
  expect(await filesAt('description: ${file:│')).toEqual(['prompt.md']);
  expect(await filesAt('knowledge_base_files:\n  - path: │')).toEqual([
    'docs/hours.pdf',
    'prompt.md',
  ]);
  expect(await filesAt('knowledge_base_files:\n  - path: docs/│')).toEqual([
    'docs/hours.pdf',
    'prompt.md',
  ]);
  expect(await filesAt('# ${file:│')).toEqual([]);
  await rm(folder, { recursive: true });
  await rm(outside, { recursive: true });
});

test('an edit while the folder is read does not move the answer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'files-'));
  await Promise.all(
    Array.from({ length: 300 }, (_, index) => mkdir(join(folder, `docs-${index}`))),
  );
  await writeFile(join(folder, 'prompt.md'), '');
  const uri = pathToFileURL(join(folder, 'edited.cekura-agent.yaml')).toString();
  const { text, cursor } = marked('name: Support Line\ndescription: ${file:│');
  const spec = await server.openQuietly(text, uri);
  const position = spec.document.positionAt(cursor);
  const answer = spec.complete(position);
  await server.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        text: '# a line above\n'.repeat(3),
      },
    ],
  });
  const [item] = await answer;
  expect(item?.textEdit).toEqual({
    range: { start: position, end: position },
    newText: 'prompt.md}',
  });
  await rm(folder, { recursive: true });
});

test('the documentation of an item comes when it is asked for', async () => {
  const { items } = await completeAt(config('livekit'));
  const secret = items.find(({ label }) => label === 'api_secret');
  expect(secret?.documentation).toBeUndefined();
  const resolved = await server.request<CompletionItem>('completionItem/resolve', secret ?? {});
  expect(resolved.documentation).toMatchObject({
    kind: 'markdown',
    value: expect.stringMatching(/api_secret.*text · required[\s\S]*secret of the LiveKit/),
  });
});

test('a finished value is no snippet, so that Enter makes a new line behind it', async () => {
  const { items } = await completeAt('name: a\nlanguage: de│\n');
  expect(items.find(({ label }) => label === 'de')).toMatchObject({
    insertTextFormat: 1,
    textEdit: { newText: 'de' },
  });
});

test('an editor without snippets and lazy documentation gets plain text and all of it at once', async () => {
  const plain = await Server.start({});
  const spec = await plain.open('');
  const items = await spec.complete({ line: 0, character: 0 });
  const provider = items.find(({ label }) => label === 'provider');
  expect(provider).toMatchObject({
    insertTextFormat: 1,
    textEdit: { newText: 'provider:\n  ' },
    documentation: { kind: 'markdown' },
  });
  await plain.stop();
});
