import { describe, expect, test } from 'vitest';
import contract from '../../fixtures/contract.json';
import { validateAgent } from '../../sandbox/validation';
import { importing, plain } from './ask';

const provider = (fields: object) => ({ ...plain, provider: fields });
const chat = (fields: object) => provider({ chat_agent_details: fields });
const required = ['This field is required.'];
const noString = ['Not a valid string.'];

describe('every request example of the contract is taken', () => {
  test.each(Object.entries(contract.requestExamples))('%s', (_name, body) => {
    expect(validateAgent(body)).toBeNull();
  });
});

describe('taken is', () => {
  const good: [string, object][] = [
    ['a newer provider', provider({ type: 'gemini_cx', credentials: { config: { a: 1 } } })],
    ['another newer provider', provider({ type: 'assemblyai', credentials: { api_key: 'k' } })],
    ['a newer language', { ...plain, language: 'kk' }],
    ['a newer chat platform', chat({ type: 'sierra', config: { agent_token: 't' } })],
    ['a provider without a type', provider({ agent_id: null })],
    ['the empty type', provider({ type: '', chat_agent_details: { type: '' } })],
    ['a config that fits several schemas', vapi({ trigger_url: 'https://a.example' })],
    ['a config of null', vapi(null)],
    ['credentials of null', provider({ type: 'vapi', credentials: null })],
    ['authentication of null', { ...plain, telephony: { sip_auth: null, websocket_auth: null } }],
    ['authentication', { ...plain, telephony: { sip_auth: { username: 'u', password: 'p' } } }],
    ['a key nobody knows', { ...plain, transcript_provider: 'deepgram' }],
    [
      'what is read-only, whatever it is',
      { ...plain, created_at: 7, enabled_personalities: 'x', mock_tools_provider: [] },
    ],
    ['an import with a name', { ...importing, name: 'Mine' }],
    [
      'a newer configuration of Cisco',
      provider({ type: 'cisco', credentials: { config: { org_id: 'o' } } }),
    ],
    ['a secret for the trigger', vapi({ trigger_secret: 't' })],
    ['fields to black out', provider({ type: 'vapi', redact_fields: ['card'] })],
    ['an e-mail address', { ...plain, email_id: 'help@example.com' }],
    [
      'what a provider cannot fill in, beside all that is needed',
      provider({ type: 'livekit', configure_from_provider: true }),
    ],
  ];
  test.each(good)('%s', (_name, body) => {
    expect(validateAgent(body)).toBeNull();
  });
});

function vapi(config: object | null) {
  return provider({ type: 'vapi', credentials: { api_key: 'k', config } });
}

describe('refused, with messages at their fields, is', () => {
  const wrong: [string, unknown, object][] = [
    ['an empty body', {}, { name: required, description: required, project: required }],
    [
      'a body that is a list',
      [plain],
      { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] },
    ],
    ['null', { ...plain, name: null }, { name: ['This field may not be null.'] }],
    ['a blank name', { ...plain, name: '   ' }, { name: ['This field may not be blank.'] }],
    [
      'an empty description',
      { ...plain, description: '' },
      { description: ['This field may not be blank.'] },
    ],
    [
      'an import from a provider that has none, without what it needs',
      { project: 42, provider: { type: 'koreai', configure_from_provider: true } },
      { name: required, description: required },
    ],
    [
      'an e-mail address that is too long',
      { ...plain, email_id: 'x'.repeat(255) },
      { email_id: ['Ensure this field has no more than 254 characters.'] },
    ],
    ['a number for a text', { ...plain, name: 7 }, { name: noString }],
    [
      'a name that is too long',
      { ...plain, name: 'x'.repeat(256) },
      { name: ['Ensure this field has no more than 255 characters.'] },
    ],
    [
      'a text for a number',
      { ...plain, project: '42' },
      { project: ['A valid integer is required.'] },
    ],
    [
      'an unknown language',
      { ...plain, language: 'xx' },
      { language: ['"xx" is not a valid choice.'] },
    ],
    [
      'yes for true, at the top level',
      { ...plain, inbound: 'yes' },
      { inbound: ['Must be a valid boolean.'] },
    ],
    [
      'yes for true, where it belongs',
      { ...plain, telephony: { inbound: 'yes' } },
      { telephony: { inbound: ['Must be a valid boolean.'] } },
    ],
    [
      'yes for true, where only newer servers take it',
      { ...plain, mock_tools_enabled: 'yes' },
      { mock_tools_enabled: ['Must be a valid boolean.'] },
    ],
    [
      'one wrong value in a list of texts',
      { ...plain, telephony: { outbound_numbers: ['+14155551234', 5] } },
      { telephony: { outbound_numbers: { 1: noString } } },
    ],
    [
      'an unknown provider',
      provider({ type: 'vappi' }),
      { provider: { type: ['"vappi" is not a valid choice.'] } },
    ],
    [
      'a type that is no text, told once',
      provider({ type: 5 }),
      { provider: { type: ['"5" is not a valid choice.'] } },
    ],
    [
      'a text for an object',
      provider({ type: 'vapi', credentials: 'key' }),
      {
        provider: {
          credentials: {
            non_field_errors: ['Invalid data. Expected a dictionary, but got str.'],
          },
        },
      },
    ],
    [
      'a LiveKit config without its secret',
      provider({ type: 'livekit', credentials: { config: { url: 'wss://a.example' } } }),
      { provider: { credentials: { config: { api_secret: required } } } },
    ],
    [
      'a config with a wrong value, by the schema of its own provider',
      provider({ type: 'elevenlabs', credentials: { config: { elevenlabs_region: 'asia' } } }),
      {
        provider: {
          credentials: { config: { elevenlabs_region: ['"asia" is not a valid choice.'] } },
        },
      },
    ],
    [
      'an Agentforce overlay with an agent id alone',
      chat({ type: 'agentforce', config: { agent_id: 'a' } }),
      {
        provider: {
          chat_agent_details: {
            config: { client_id: required, client_secret: required, domain: required },
          },
        },
      },
    ],
    [
      'headers that are no object',
      chat({ type: 'self_hosted', config: { url: 'wss://a.example', headers: 'none' } }),
      {
        provider: {
          chat_agent_details: {
            config: { headers: ['Expected a dictionary of items but got type "str".'] },
          },
        },
      },
    ],
    [
      'the second tool, with nothing said of the good ones',
      { ...plain, mock_tools: [{ name: 'a' }, { served_via: { mock_index: 0 } }, { name: 'c' }] },
      {
        mock_tools: [
          {},
          {
            served_via: { mock_index: ['Ensure this value is greater than or equal to 1.'] },
          },
          {},
        ],
      },
    ],
    [
      'a tool that is a text',
      { ...plain, mock_tools: [{ name: 'a' }, 'b'] },
      {
        mock_tools: [
          {},
          { non_field_errors: ['Invalid data. Expected a dictionary, but got str.'] },
        ],
      },
    ],
    [
      'an object for a list',
      { ...plain, dynamic_variables: { name: 'a' } },
      {
        dynamic_variables: {
          non_field_errors: ['Expected a list of items but got type "dict".'],
        },
      },
    ],
    [
      'a variable without its description',
      { ...plain, dynamic_variables: [{ name: 'a' }] },
      { dynamic_variables: [{ description: required }] },
    ],
    [
      'a webhook that is no URL',
      { ...plain, webhook_url: 'example' },
      { webhook_url: ['Enter a valid URL.'] },
    ],
    [
      'an import without what it needs',
      { project: 42, provider: { type: 'retell', configure_from_provider: true } },
      { provider: { agent_id: required, credentials: required } },
    ],
    [
      'an import with empty values',
      {
        project: 42,
        provider: { agent_id: '', credentials: { api_key: '' }, configure_from_provider: true },
      },
      {
        provider: {
          agent_id: ['This field may not be blank.'],
          credentials: { api_key: ['This field may not be blank.'] },
        },
      },
    ],
    ['an import into no project', { provider: importing.provider }, { project: required }],
  ];
  test.each(wrong)('%s', (_name, body, errors) => {
    expect(validateAgent(body)).toEqual(errors);
  });
});

describe('of an update', () => {
  test('nothing is required', () => {
    const body = { provider: { type: 'livekit', credentials: { config: {} } } };
    expect(validateAgent(body, { partial: true })).toBeNull();
  });

  test('what is there must be right', () => {
    expect(validateAgent({ name: 7 }, { partial: true })).toEqual({ name: noString });
  });
});
