import { describe, expect, test } from 'vitest';
import type { SpecDocument } from '../../../../server/src/document/specDocument';
import { requestOf } from '../../../../server/src/request/request';
import { comparable } from '../../../../server/src/sync/comparable';
import { commonOf, compareSpec } from '../../../../server/src/sync/index';
import type { JsonObject } from '../../../../shared/src/messages';
import type { Comparison, Difference, FieldName } from '../../../../shared/src/sync';
import { filledOf, given, specOf } from './specAndAgent';

/** What a text of a spec was when both sides were the same. */
function baseOf(text: string, values?: Record<string, string>): JsonObject {
  const document = specOf(text);
  return comparable(requestOf(document), filledOf(document, values), document.choice);
}

function compared(
  spec: string,
  agent: JsonObject,
  base?: string,
  values?: Record<string, string>,
): Comparison {
  const document = specOf(spec);
  const known = base === undefined ? null : baseOf(base, values);
  return compareSpec(document, given(document, agent, known, values));
}

/** Differences in a line each: the field, and who changed it. */
const linesOf = ({ differences }: Comparison) =>
  differences.map(
    ({ field, changed, isItem, unread }) =>
      `${field.join(' > ')}: ${changed}${isItem ? ', item' : ''}${unread ? `, ${unread}` : ''}`,
  );

const tool = (name: string, rest: JsonObject = {}): JsonObject => ({
  id: name.length,
  name,
  description: '',
  mock_data: [],
  served_via: { type: 'direct', url: `https://cekura.example/${name}/` },
  ...rest,
});

describe('no difference is', () => {
  test.each<[what: string, spec: string, agent: JsonObject]>([
    ['a spec that says what Cekura has', 'name: a\nproject: 42', { name: 'a', project: 42 }],
    ['what the spec does not write', 'name: a', { name: 'a', webhook_url: 'https://x.example' }],
    ['what only the server sets', 'id: 7\nname: a', { id: 9, name: 'a', created_at: 'x' }],
    ['a default and nothing', 'telephony: {inbound: false}\nlanguage: en', { telephony: null }],
    ['null and nothing', 'agent_speaks_first: null\nemail_id: null', {}],
    ['an empty list and nothing', 'mock_tools: []\nknowledge_base_files: []', {}],
    [
      'blanks around a text',
      'description: |\n  Hi.\n\nname: " a "',
      { description: 'Hi.', name: 'a' },
    ],
    ['how lines end', 'description: |\n  a\n  b', { description: 'a\r\nb' }],
    [
      'the order of keys',
      'telephony: {inbound: true, sip_uri: "sip:a@b"}',
      { telephony: { sip_uri: 'sip:a@b', inbound: true } },
    ],
    [
      'the order of a set',
      'mock_tools: [{name: a}, {name: b}]',
      { mock_tools: [tool('b'), tool('a')] },
    ],
    [
      'the order of phone numbers',
      'telephony: {outbound_numbers: ["+14155550100", "+14155550101"]}',
      { telephony: { outbound_numbers: ['+14155550101', '+14155550100'] } },
    ],
    [
      'how a number is written',
      'mock_tools: [{name: a, mock_data: [{input: {n: 1.0}, output: 1e3}]}]',
      { mock_tools: [tool('a', { mock_data: [{ input: { n: 1 }, output: 1000 }] })] },
    ],
    [
      'the order of keys in mock data',
      'mock_tools: [{name: a, mock_data: [{input: {x: 1, y: 2}, output: {b: 1, a: 2}}]}]',
      {
        mock_tools: [tool('a', { mock_data: [{ output: { a: 2, b: 1 }, input: { y: 2, x: 1 } }] })],
      },
    ],
    [
      'an older name at the top level',
      'inbound: true\nphone_number: "+14155550100"',
      { telephony: { inbound: true, phone_number: '+14155550100' } },
    ],
    [
      'a file that is kept by its id',
      'knowledge_base_files: [{id: 7}]',
      { knowledge_base_files: [{ id: 7, file_name: 'a.pdf', file_size: 9 }] },
    ],
    [
      'a file by the other name of its key',
      'knowledge_base_files: [{name: a.pdf, content_base64: QQ==}]',
      { knowledge_base_files: [{ id: 7, file_name: 'a.pdf' }] },
    ],
    [
      'the prompt of an agent that follows its platform',
      'description: old\nprovider: {type: vapi}',
      { description: 'new', provider: { type: 'vapi', auto_sync_prompt: true } },
    ],
    [
      'the prompt where the spec follows the platform',
      'description: old\nprovider: {type: vapi, auto_sync_prompt: true}',
      { description: 'new', provider: { type: 'vapi', auto_sync_prompt: true } },
    ],
    ['an empty type and none', 'provider: {type: ""}', { provider: {} }],
    [
      'an import that was asked for',
      'provider: {type: vapi, configure_from_provider: true}',
      { provider: { type: 'vapi' } },
    ],
    [
      'credentials that are not answered',
      'provider: {type: livekit, credentials: {config: {url: "wss://a"}}}',
      { provider: { type: 'livekit' } },
    ],
  ])('%s', (_, spec, agent) => {
    expect(linesOf(compared(spec, agent))).toEqual([]);
  });
});

describe('without a base, a difference has no direction', () => {
  test.each<[what: string, spec: string, agent: JsonObject, lines: string[]]>([
    ['of a text', 'name: a', { name: 'b' }, ['name: unknown']],
    ['of something and nothing', 'webhook_url: https://a.example', {}, ['webhook_url: unknown']],
    ['of something and null', 'email_id: a@b.example', { email_id: null }, ['email_id: unknown']],
    [
      'of null and something',
      'agent_speaks_first: null',
      { agent_speaks_first: true },
      ['agent_speaks_first: unknown'],
    ],
    ['of an empty text and null', 'email_id: ""', { email_id: null }, ['email_id: unknown']],
    [
      'below a map',
      'telephony: {inbound: true}',
      { telephony: { inbound: false } },
      ['telephony > inbound: unknown'],
    ],
    [
      'in a tool',
      'mock_tools: [{name: a, description: x}]',
      { mock_tools: [tool('a')] },
      ['mock_tools > a > description: unknown'],
    ],
    [
      'in the answer of a mock call',
      'mock_tools: [{name: a, mock_data: [{input: {n: 1}, output: " x "}]}]',
      { mock_tools: [tool('a', { mock_data: [{ input: { n: 1 }, output: 'x' }] })] },
      ['mock_tools > a > mock_data > {"n":1} > output: unknown'],
    ],
    [
      'a tool that one side lacks',
      'mock_tools: [{name: a}]',
      { mock_tools: [tool('b')] },
      ['mock_tools > a: unknown, item', 'mock_tools > b: unknown, item'],
    ],
    [
      'all tools, when the spec says none',
      'mock_tools: []',
      { mock_tools: [tool('b')] },
      ['mock_tools > b: unknown, item'],
    ],
    [
      'a variable',
      'dynamic_variables: [{name: x, description: X}]',
      { dynamic_variables: [{ id: 1, name: 'x', description: 'Y' }] },
      ['dynamic_variables > x > description: unknown'],
    ],
    [
      'a tool that was renamed and has its id',
      'mock_tools: [{id: 1, name: b}]',
      { mock_tools: [tool('a')] },
      ['mock_tools > a > name: unknown'],
    ],
    [
      'a header that is no secret',
      'provider: {chat_agent_details: {type: self_hosted, config: {url: "wss://a", headers: {Accept: x}}}}',
      {
        provider: {
          chat_agent_details: {
            type: 'self_hosted',
            config: { url: 'wss://a', headers: { Accept: 'y' } },
          },
        },
      },
      ['provider > chat_agent_details > config > headers > Accept: unknown'],
    ],
    [
      'the credentials that are answered',
      'provider: {type: livekit, credentials: {config: {url: "wss://a"}}}',
      { provider: { type: 'livekit', credentials: { config: { url: 'wss://b' } } } },
      ['provider > credentials > config > url: unknown'],
    ],
  ])('%s', (_, spec, agent, lines) => {
    expect(linesOf(compared(spec, agent))).toEqual(lines);
  });
});

describe('with a base', () => {
  test.each<[what: string, base: string, spec: string, agent: JsonObject, lines: string[]]>([
    ['a change of the spec is one here', 'name: a', 'name: b', { name: 'a' }, ['name: here']],
    ['a change of the agent is one there', 'name: a', 'name: a', { name: 'b' }, ['name: there']],
    ['different changes are both', 'name: a', 'name: b', { name: 'c' }, ['name: both']],
    ['equal changes are none', 'name: a', 'name: b', { name: 'b' }, []],
    [
      'a new key is one here where Cekura has nothing',
      'name: a',
      'name: a\nemail_id: a@b.example',
      { name: 'a' },
      ['email_id: here'],
    ],
    [
      'a new key is unknown where Cekura has something',
      'name: a',
      'name: a\nlanguage: de',
      { name: 'a', language: 'fr' },
      ['language: unknown'],
    ],
    [
      'a new tool is one here',
      'mock_tools: []',
      'mock_tools: [{name: a}]',
      {},
      ['mock_tools > a: here, item'],
    ],
    [
      'a tool of the agent is one there',
      'mock_tools: []',
      'mock_tools: []',
      { mock_tools: [tool('a')] },
      ['mock_tools > a: there, item'],
    ],
    [
      'a tool taken out here is a deletion',
      'mock_tools: [{name: a}]',
      'mock_tools: []',
      { mock_tools: [tool('a')] },
      ['mock_tools > a: here, item'],
    ],
    [
      'a tool deleted there is one there',
      'mock_tools: [{name: a}]',
      'mock_tools: [{name: a}]',
      {},
      ['mock_tools > a: there, item'],
    ],
    [
      'a tool deleted there and changed here is both',
      'mock_tools: [{name: a}]',
      'mock_tools: [{name: a, description: x}]',
      {},
      ['mock_tools > a: both, item'],
    ],
    [
      'a tool taken out here and changed there is both',
      'mock_tools: [{name: a, description: x}]',
      'mock_tools: []',
      { mock_tools: [tool('a', { description: 'y' })] },
      ['mock_tools > a: both, item'],
    ],
    [
      'another placeholder of a secret is one here',
      'webhook_secret: ${secret:a}',
      'webhook_secret: ${secret:b}',
      {},
      ['webhook_secret: here, secret'],
    ],
    [
      'the same placeholder is none',
      'webhook_secret: ${secret:a}',
      'webhook_secret: ${secret:a}',
      {},
      [],
    ],
    [
      'a secret at a new place is one here',
      'name: a',
      'name: a\nwebhook_secret: ${secret:a}',
      { name: 'a' },
      ['webhook_secret: here, secret'],
    ],
    [
      'another file content is one here',
      'knowledge_base_files: [{file_name: a.txt, content_base64: QQ==}]',
      'knowledge_base_files: [{file_name: a.txt, content_base64: Qg==}]',
      { knowledge_base_files: [{ id: 1, file_name: 'a.txt' }] },
      ['knowledge_base_files > a.txt > content_base64: here, file'],
    ],
    [
      'words that are never answered',
      'mock_tools: [{name: a, freetext_params: [x]}]',
      'mock_tools: [{name: a, freetext_params: [y]}]',
      { mock_tools: [tool('a')] },
      ['mock_tools > a > freetext_params: here, unread'],
    ],
  ])('%s', (_, base, spec, agent, lines) => {
    expect(linesOf(compared(spec, agent, base))).toEqual(lines);
  });

  test('what the spec no longer writes is said, as Cekura keeps it', () => {
    const agent = {
      name: 'a',
      email_id: 'a@b.example',
      webhook_url: 'https://a.example',
      language: 'en',
      mock_tools: [tool('a')],
    };
    const { dropped, clearable, differences } = compared(
      'name: a',
      agent,
      'name: a\nemail_id: a@b.example\nwebhook_url: https://a.example\nlanguage: en\nmock_tools: [{name: a}]',
    );
    expect({ dropped, clearable, differences }).toEqual({
      dropped: [['email_id'], ['webhook_url'], ['mock_tools']],
      clearable: [['email_id'], ['mock_tools']],
      differences: [],
    });
  });

  test.each<[what: string, now: string, there: string, overruled: FieldName[]]>([
    ['changed in the spec', 'New', 'Synced', [['description']]],
    ['as it was', 'Old', 'Synced', []],
    ['as the platform has it', 'Synced', 'Synced', []],
  ])(
    'a prompt that the platform writes and that is %s is no difference',
    (_, now, there, overruled) => {
      const specWith = (prompt: string) =>
        `description: ${prompt}\nprovider: {type: vapi, auto_sync_prompt: true}`;
      const provider = { type: 'vapi', auto_sync_prompt: true };
      const found = compared(specWith(now), { description: there, provider }, specWith('Old'));
      expect(found).toMatchObject({ differences: [], overruled });
    },
  );
});

test('a secret is never shown, and without a base it is not known whether it changed', () => {
  const spec =
    'provider:\n  type: vapi\n  credentials: {api_key: plain-key}\nwebhook_secret: ${secret:a}';
  const plain = ['provider', 'credentials', 'api_key'];
  const comparison = compared(spec, { provider: { type: 'vapi' } });
  expect(comparison).toMatchObject({ differences: [], unknown: [['webhook_secret'], plain] });
  expect(compared(spec, { provider: { type: 'vapi' } }, spec)).toMatchObject({
    differences: [],
    unknown: [plain],
  });
  expect(JSON.stringify([comparison, baseOf(spec)])).not.toContain('plain-key');
});

test('values of files and environment variables are compared, not their placeholders', () => {
  const spec = 'description: ${file:prompt.md}\nproject: 42\nwebhook_url: https://${env:HOST}/';
  const values = { 'prompt.md': 'Hi.\n', HOST: 'a.example' };
  const agent = { description: 'Hi.', project: 42, webhook_url: 'https://a.example/' };
  expect(linesOf(compared(spec, agent, undefined, values))).toEqual([]);
  expect(linesOf(compared(spec, agent, undefined, { ...values, HOST: 'b.example' }))).toEqual([
    'webhook_url: unknown',
  ]);
});

describe('values of the environment are not kept, and who changed them is known', () => {
  const spec =
    'webhook_url: https://${env:HOST}/ # x\nprovider: {type: pipecat, credentials: {config: {room_properties: {region: "${env:HOST}", n: 1}}}}';
  const agentWith = (host: string): JsonObject => ({
    webhook_url: `https://${host}/`,
    provider: {
      type: 'pipecat',
      credentials: { config: { room_properties: { region: host, n: 1 } } },
    },
  });
  const document = specOf(spec);
  const common = (before: JsonObject | null, host: string, there: string) =>
    commonOf(document, given(document, agentWith(there), before, { HOST: host }), { isSent: true });

  test.each<[host: string, there: string, changed: string | undefined]>([
    ['a.example', 'a.example', undefined],
    ['b.example', 'a.example', 'here'],
    ['a.example', 'b.example', 'there'],
    ['b.example', 'c.example', 'both'],
  ])('%s here, %s there', (host, there, changed) => {
    const base = common(common(null, 'a.example', 'a.example'), host, there);
    expect(JSON.stringify(base)).not.toContain('.example');
    const sides = given(document, agentWith(there), base, { HOST: host });
    const lines = linesOf(compareSpec(document, sides));
    const room = 'provider > credentials > config > room_properties';
    expect(lines).toEqual(
      changed === undefined ? [] : [`webhook_url: ${changed}`, `${room}: ${changed}`],
    );
  });
});

test('what only Cekura has is told apart from what differs', () => {
  const agent = {
    name: 'a',
    language: 'de',
    mock_tools: [tool('a')],
    email_id: null,
    inbound: true,
  };
  expect(compared('name: a', agent)).toMatchObject({
    differences: [],
    unmanaged: [['language'], ['mock_tools'], ['inbound']],
  });
});

test('of an address its password and tokens are neither compared, shown nor kept', () => {
  const spec = 'webhook_url: https://user:passw0rd@a.example/hook?token=abc123def';
  const other = { webhook_url: 'https://user:0ther@a.example/hook?token=xyz789' };
  expect(linesOf(compared(spec, other))).toEqual([]);
  const moved = compared(spec, { webhook_url: 'https://user:0ther@a.example/moved?token=xyz789' });
  expect(linesOf(moved)).toEqual(['webhook_url: unknown']);
  expect(JSON.stringify([moved, baseOf(spec)])).not.toMatch(/passw0rd|abc123def|0ther|xyz789/);
});

describe('credentials that Cekura does not answer', () => {
  const spec = (config: string) =>
    specOf(
      `provider: {type: livekit, credentials: {api_key: "\${secret:k}", config: {${config}}}}`,
    );
  const agent = { id: 1, provider: { type: 'livekit', credentials: null } };
  const sent = spec('url: "wss://a.example", agent_name: bot');
  const base = commonOf(sent, given(sent, agent), { isSent: true });
  const config = ['provider', 'credentials', 'config'];

  test.each<
    [what: string, document: SpecDocument, differences: Difference[], dropped: FieldName[]]
  >([
    ['as they were sent', sent, [], []],
    [
      'that changed',
      spec('url: "wss://b.example", agent_name: bot'),
      [{ field: [...config, 'url'], changed: 'here', unread: 'unread' }],
      [],
    ],
    ['with a key less', spec('url: "wss://a.example"'), [], [[...config, 'agent_name']]],
  ])('%s', (_, document, differences, dropped) => {
    const found = compareSpec(document, given(document, agent, base));
    expect(found).toMatchObject({ differences, dropped });
  });
});
