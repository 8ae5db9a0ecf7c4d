import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../shared/src/messages';
import { type Sandbox, startSandbox } from '../sandbox/index';
import { Server } from './server';

let server: Server;
let sandbox: Sandbox;
beforeAll(async () => {
  [server, sandbox] = await Promise.all([Server.start(), startSandbox()]);
});
afterAll(() => Promise.all([server.stop(), sandbox.close()]));

const specOf = (agent: JsonObject) => server.request<string>('cekuraAgent/agentSpec', { agent });

describe('an agent of Cekura as a spec', () => {
  test.each<[what: string, agent: JsonObject, spec: string]>([
    [
      'has the keys of a spec in their order, the id first',
      { project: 42, name: 'Front desk', description: 'Hi.', id: 303 },
      'id: 303\nname: Front desk\ndescription: Hi.\nproject: 42\n',
    ],
    [
      'leaves out what only the server sets and what no spec may hold',
      { id: 303, created_at: 'x', enabled_personalities: [1], owner: 'me', name: 'a' },
      'id: 303\nname: a\n',
    ],
    [
      'leaves out what says nothing',
      { name: 'a', webhook_url: null, mock_tools: [], telephony: { sip_uri: null }, email_id: '' },
      'name: a\n',
    ],
    [
      'has long texts as blocks',
      { description: `First line.\n\n${'A long line. '.repeat(20)}end.\n` },
      `description: |\n  First line.\n\n  ${'A long line. '.repeat(20)}end.\n`,
    ],
    [
      'goes by the provider',
      {
        provider: { type: 'livekit', credentials: { config: { url: 'wss://a', public_key: 'x' } } },
      },
      'provider:\n  type: livekit\n  credentials:\n    config:\n      url: wss://a\n',
    ],
    [
      'keeps mock data as it is, empty or not',
      {
        mock_tools: [
          {
            name: 't',
            served_via: { type: 'direct', url: 'https://x' },
            mock_data: [{ input: {}, output: null }],
          },
        ],
      },
      'mock_tools:\n  - name: t\n    mock_data:\n      - input: {}\n        output: null\n    served_via:\n      type: direct\n',
    ],
    ['quotes what would be read as something else', { name: 'no: 1' }, 'name: "no: 1"\n'],
    [
      'writes what cannot be seen as escapes',
      { name: 'a\u202eb', description: 'one\n\u200btwo\tthree\n', email_id: '\ud800👋' },
      'name: "a\\u202eb"\ndescription: "one\\n\\u200btwo\\tthree\\n"\nemail_id: "\\ud800👋"\n',
    ],
    [
      'has placeholders for the secrets in addresses, each with a name of its own',
      {
        webhook_url: 'https://me:p4ss@x.example/${env:A}?token=t1&page=2&token=t2&api-key=t1#top',
        telephony: { sip_uri: 'sip:bot:p4ss@x.example' },
        description: 'Call https://me:p4ss@x.example.',
      },
      `description: Call https://me:p4ss@x.example.
telephony:
  sip_uri: sip:bot:\${secret:sip_uri_password}@x.example
webhook_url: https://me:\${secret:webhook_url_password}@x.example/$\${env:A}?token=\${secret:webhook_url_token}&page=2&token=\${secret:webhook_url_token_2}&api-key=\${secret:webhook_url_api_key}#top
`,
    ],
    [
      'has placeholders for the tokens of headers, whatever their names',
      {
        provider: {
          type: 'self_hosted',
          credentials: {
            config: { headers: { Accept: 'text/plain', 'X-Backend': 'Bearer t1', Cookie: 'c' } },
          },
        },
      },
      `provider:
  type: self_hosted
  credentials:
    config:
      headers:
        Accept: text/plain
        X-Backend: Bearer \${secret:self_hosted_x_backend_token}
        Cookie: \${secret:self_hosted_cookie}
`,
    ],
    ['is a map when nothing is left', { owner: 'me' }, '{}\n'],
  ])('%s', async (_, agent, spec) => {
    expect(await specOf(agent)).toBe(spec);
  });
});

test('whatever the texts of an agent are, the spec has them as they are', async () => {
  const odd = fc.constantFrom(
    'a',
    'word',
    ' ',
    '\n',
    '\t',
    '\u200b',
    '\u202e',
    '\ufeff',
    '"',
    ': ',
    '# ',
    '\ud800',
  );
  const anyText = fc.array(odd, { minLength: 1, maxLength: 60 }).map((all) => `${all.join('')}.`);
  await fc.assert(
    fc.asyncProperty(anyText, async (description) => {
      const text = await specOf({ description });
      expect(text).not.toMatch(/[\u200b\u202e\ufeff\ud800]/);
      expect(parse(text)).toEqual({ description });
    }),
    {
      numRuns: 2_000,
      examples: [['Greet the guest.\u200b\n \nThen ask for the booking number, please.']],
    },
  );
});

describe('what the sandbox answers for an example', () => {
  const examples = readdirSync('examples')
    .filter((name) => name.endsWith('.cekura-agent.yaml') && !name.startsWith('wrong'))
    .filter((name) => !/\$\{/.test(readFileSync(`examples/${name}`, 'utf8')));
  test.each(examples)('%s: a spec without unknown keys', async (name) => {
    const spec = await server.open(readFileSync(`examples/${name}`, 'utf8'));
    const { body } = await spec.message('cekuraAgent/request', {});
    const response = await fetch(`${sandbox.url}/test_framework/v2/aiagents/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-cekura-api-key': 'key' },
      body: JSON.stringify(body),
    });
    const { id }: { id: number } = JSON.parse(await response.text());
    const agent = sandbox.agents.find((one) => one.id === id) ?? {};
    const text = await specOf(JSON.parse(JSON.stringify(agent)));
    expect(parse(text)).toHaveProperty('id', id);
    const { diagnostics } = await server.open(text);
    expect(diagnostics.map(({ code }) => code)).not.toContain('unknown-key');
  });
});
