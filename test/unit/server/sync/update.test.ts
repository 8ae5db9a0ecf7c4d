import { describe, expect, test } from 'vitest';
import { compareSpec, updateOf } from '../../../../server/src/sync/index';
import type { JsonObject } from '../../../../shared/src/messages';
import type { Update } from '../../../../shared/src/sync';
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
  test.each<[what: string, spec: string, body: JsonObject]>([
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
      'another provider without what the one before had',
      'provider: {type: vapi, credentials: {api_key: "${secret:k}"}}',
      { provider: { type: 'vapi' } },
    ],
  ])('%s', (_, spec, body) => {
    expect(updated(spec, agent).body).toEqual(body);
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
