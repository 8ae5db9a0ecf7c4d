import { expect, test } from 'vitest';
import { maskSecrets } from '../../../../server/src/request/mask';
import type { JsonObject, JsonValue } from '../../../../shared/src/messages';

const choice = { provider: 'livekit', chat: 'self_hosted', imports: false };

test.each<[name: string, key: string, shown: string]>([
  ['a plain value', 'sk_live', '•••'],
  ['a placeholder', '${secret:key}', '${secret:key}'],
  ['a value around a placeholder', 'real${env:SUFFIX}', '•••${env:SUFFIX}'],
  ['a literal that looks like one', '$${abc}', '•••'],
])('%s of a secret', (_, key, shown) => {
  const body = { provider: { credentials: { api_key: key } } };
  expect(maskSecrets(body, choice)).toEqual({ provider: { credentials: { api_key: shown } } });
});

test('the scheme of an authorization header may be seen', () => {
  const body = (authorization: string) => ({
    provider: { chat_agent_details: { config: { headers: { Authorization: authorization } } } },
  });
  expect(maskSecrets(body('Bearer ${env:TOKEN}'), choice)).toEqual(body('Bearer ${env:TOKEN}'));
  expect(maskSecrets(body('Bearer hunter2 ${env:T}'), choice)).toEqual(body('Bearer •••${env:T}'));
});

test.each<[name: string, body: JsonObject, shown: JsonObject]>([
  [
    'the password and the tokens of a URL',
    { webhook_url: 'https://me:hunter2@hooks.example/a?token=abc&day=1' },
    { webhook_url: 'https://me:•••@hooks.example/a?token=•••&day=1' },
  ],
  [
    'the password of a SIP address',
    { telephony: { sip_uri: 'sip:alice:hunter22@pbx.example.com;transport=tls' } },
    { telephony: { sip_uri: 'sip:alice:•••@pbx.example.com;transport=tls' } },
  ],
  ...[
    ['without a scheme', 'alice:hunter22@pbx.example.com', 'alice:•••@pbx.example.com'],
    ['in brackets', '<sips:alice:hunter22@h>', '<sips:alice:•••@h>'],
    ['behind a space', 'sip: alice:hunter22@h', 'sip: alice:•••@h'],
  ].map(([name = '', sip_uri = '', shown = '']): [string, JsonObject, JsonObject] => [
    `the password of a SIP address ${name}`,
    { telephony: { sip_uri } },
    { telephony: { sip_uri: shown } },
  ]),
  ...[
    ['with one slash', 'wss:/u:hunter22@h/a', 'wss:/u:•••@h/a'],
    ['with backslashes', 'https:\\\\u:hunter22@h', 'https:\\\\u:•••@h'],
    ['without its scheme, in the query', 'h.example?token=hunter22&a=b', 'h.example?token=•••&a=b'],
    ['in quotes', '\u201chttps://u:hunter22@h\u201d', '\u201chttps://u:•••@h\u201d'],
    ['in a telephone number', 'u:hunter22@h', 'u:•••@h'],
  ].map(([name = '', url = '', shown = '']): [string, JsonObject, JsonObject] => {
    const key = name.endsWith('number') ? 'phone_number' : 'websocket_url';
    return [
      `the password of a URL ${name}`,
      { telephony: { [key]: url } },
      { telephony: { [key]: shown } },
    ];
  }),
  [
    'a token behind the host of a SIP address',
    { telephony: { sip_uri: 'sip:desk@pbx.example.com;transport=tls;token=hunter22' } },
    { telephony: { sip_uri: 'sip:desk@pbx.example.com;transport=tls;token=•••' } },
  ],
  [
    'a token before the host',
    { telephony: { websocket_url: 'wss://hunter22@voice.example.com' } },
    { telephony: { websocket_url: 'wss://•••@voice.example.com' } },
  ],
  [
    'the password of a URL with another scheme',
    { webhook_url: 'a+b://u:p@h' },
    { webhook_url: 'a+b://u:•••@h' },
  ],
  [
    'a password with an @ in it',
    { webhook_url: 'https://u:p@ss@h/a' },
    { webhook_url: 'https://u:•••@h/a' },
  ],
  [
    'what a password holds beside a placeholder',
    { webhook_url: 'https://u:hunter${env:A}22@h/a?key=${env:B}x' },
    { webhook_url: 'https://u:•••${env:A}•••@h/a?key=${env:B}•••' },
  ],
  ...['pwd', 'passphrase', 'jwt', 'pin', 'private_key', 'privateKey', 'db-pwd', 'userPin'].map(
    (key): [string, JsonObject, JsonObject] => [
      `the free key ${key}`,
      { provider: { credentials: { config: { config: { [key]: 'hunter22' } } } } },
      { provider: { credentials: { config: { config: { [key]: '•••' } } } } },
    ],
  ),
  ['a key that no schema knows', { vapi_api_key: 'sk' }, { vapi_api_key: '•••' }],
  [
    'a number',
    { provider: { credentials: { api_key: 123 } } },
    { provider: { credentials: { api_key: '•••' } } },
  ],
  [
    'what stands below a secret',
    { webhook_secret: [{ a: 'sk' }] },
    { webhook_secret: [{ a: '•••' }] },
  ],
])('%s is masked', (_, body, shown) => {
  expect(maskSecrets(body, choice)).toEqual(shown);
});

const bodyWith = (path: string[], value: JsonValue): JsonObject => {
  const [key = '', ...rest] = path;
  return { [key]: rest.length === 0 ? value : bodyWith(rest, value) };
};

test.each<[name: string, path: string[], value: JsonValue, shown: JsonValue]>([
  ['text in place of a sign-in', ['telephony', 'sip_auth'], 'u:hunter22', '•••'],
  ['a list in place of one', ['telephony', 'websocket_auth'], ['u', 'hunter22'], ['•••', '•••']],
  ['a map in such a list', ['telephony', 'sip_auth'], [{ user: 'hunter22' }], [{ user: '•••' }]],
  ['text in place of credentials', ['provider', 'credentials'], 'hunter22', '•••'],
  ['a list in place of them', ['provider', 'credentials'], [['hunter22']], [['•••']]],
  ['text in place of settings', ['provider', 'credentials', 'config'], 'hunter22', '•••'],
  [
    'JSON in place of free settings',
    ['provider', 'credentials', 'config', 'config'],
    '{"a": "hunter22"}',
    '•••',
  ],
  [
    'a header in place of headers',
    ['provider', 'chat_agent_details', 'config', 'headers'],
    'Authorization: Bearer hunter22',
    '•••',
  ],
  [
    'headers in a list',
    ['provider', 'chat_agent_details', 'config', 'headers'],
    [{ name: 'Authorization', value: 'Bearer hunter22' }],
    [{ name: '•••', value: 'Bearer •••' }],
  ],
  ['text in place of a provider', ['provider'], 'livekit hunter22', '•••'],
  ['a key for a password that is short', ['telephony', 'sip_auth', 'pw'], 'hunter22', '•••'],
])('%s, which may hold a secret, is masked', (_, path, value, shown) => {
  expect(maskSecrets(bodyWith(path, value), choice)).toEqual(bodyWith(path, shown));
});

test.each<[name: string, body: JsonObject]>([
  ['a prompt', { description: 'Ask for the token at https://a:b@example.com?token=x' }],
  ['mock data', { mock_tools: [{ mock_data: [{ output: { token: 'abc' } }] }] }],
])('%s is no place for secrets', (_, body) => {
  expect(maskSecrets(body, choice)).toEqual(body);
});

test('what is no secret is shown', () => {
  const config = { shipping: 'post', spinner: 'on', opinion: 'good', bypass: 'x' };
  const provider = { agent_id: 'x', type: 'livekit', credentials: { config: { config } } };
  const telephony = { sip_uri: 'sip:100@pbx.example.com', phone_number: '+14155550123' };
  Object.assign(config, {
    note: 'Ask: bob@example.com',
    hours: '9:00@desk',
    mail: 'mailto:a@b.example',
  });
  const body = { name: 'a', provider, telephony, webhook_url: 'https://a.example/b?day=1#c' };
  expect(maskSecrets(body, choice)).toEqual(body);
});
