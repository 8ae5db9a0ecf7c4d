import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MarkupContent } from 'vscode-languageserver-types';
import type { Schema } from '../../server/src/schema/descriptions';
import { composed } from '../../server/src/schema/generated/schemas';
import { dereference } from '../../server/src/schema/lookup';
import { marked } from '../marked';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

async function hoverAt(source: string) {
  const { text, cursor } = marked(source);
  const spec = await server.open(text);
  const hover = await spec.hover(spec.document.positionAt(cursor));
  const words = MarkupContent.is(hover?.contents) ? hover.contents.value : undefined;
  return { words, over: hover?.range && spec.document.getText(hover.range) };
}

const livekit = (key: string) =>
  `provider:\n  type: livekit\n  credentials:\n    config:\n      ${key}`;

describe('a key is explained with its type, default, values and page', () => {
  test.each<[name: string, text: string, over: string, words: string[]]>([
    ['required text', 'na│me: a\n', 'name', ['**name**', 'text', 'required', 'in Cekura']],
    [
      'optional once the platform fills it in',
      'na│me: a\nprovider: {configure_from_provider: true}\n',
      'name',
      ['**name** — text\n'],
    ],
    ['a default', 'lang│uage: en\n', 'language', ['Default: `en`', '`no`', '`multi`']],
    [
      'few values, each with its meaning',
      'mock_tools:\n  - served_via:\n      ty│pe: mcp\n',
      'type',
      ['- `direct`: ', '- `mcp`: '],
    ],
    [
      'a secret of the provider chosen',
      livekit('api_sec│ret: x\n'),
      'api_secret',
      ['required', 'LiveKit', '${secret:name}', '/integrations/livekit/testing'],
    ],
    [
      'the same word means something else elsewhere',
      'provider:\n  type: retell\n  chat_agent_details:\n    type: retell\n    config:\n      agent│_id: x\n',
      'agent_id',
      ['chat'],
    ],
    [
      "the provider's page",
      'provider:\n  type: vapi\n  agent_id│: x\n',
      'agent_id',
      ['/integrations/vapi/testing'],
    ],
    [
      'true or false',
      'telephony:\n  inb│ound: true\n',
      'inbound',
      ['`true` or `false`', 'Default: `false`'],
    ],
    ['a key in flow style', 'telephony: {inb│ound: true}\n', 'inbound', ['`true` or `false`']],
    [
      'a key in a broken file',
      `name: "x\n${livekit('api_sec│ret: x\n')}`,
      'api_secret',
      ['LiveKit'],
    ],
    ['what only later documents name', 'email│_id: x\n', 'email_id', ['Newer than']],
    ['what only the server sets', 'created│_at: x\n', 'created_at', ['never sent']],
  ])('%s', async (_, text, over, words) => {
    const hover = await hoverAt(text);
    expect(hover.over).toBe(over);
    for (const part of words) expect(hover.words).toContain(part);
  });
});

describe('a value of an enum says what it means', () => {
  test.each<[text: string, words: string]>([
    ['language: n│o', 'Norwegian'],
    ['provider:\n  type: va│pi', '**vapi**\n\nAn assistant'],
    ['language: d│e', '**de** — German'],
    ['mock_tools:\n  - served_via: {type: m│cp}', 'MCP'],
  ])('%s', async (text, words) => {
    expect((await hoverAt(text)).words).toContain(words);
  });
});

describe('a variable in a text says what fills it in', () => {
  const spec = (name: string) =>
    `description: Hi {{ ${name} }}\nprovider: {type: elevenlabs}\ndynamic_variables:\n  - name: who\n    description: The *caller*\n`;
  test.each<[text: string, words: string]>([
    [spec('wh│o'), '**who**\n\nDynamic variable, declared on line 4.\n\nThe \\*caller\\*'],
    [spec('system__│time'), '**system__time**\n\nFilled in by ElevenLabs.'],
    [spec('wh│en'), '**when**\n\nNot declared under `dynamic_variables`.'],
  ])('%s', async (text, words) => {
    expect((await hoverAt(text)).words).toBe(words);
  });
});

describe('nothing is said', () => {
  test.each<[name: string, text: string]>([
    ['of comments', '# na│me: a'],
    ['of unknown keys', 'colo│ur: red'],
    ['in white space', 'name: a\n│\n'],
    [
      'of another provider’s keys',
      'provider:\n  type: vapi\n  credentials:\n    config:\n      api_sec│ret: x',
    ],
  ])('%s', async (_, text) => {
    expect((await hoverAt(text)).words).toBeUndefined();
  });
});

test('every key of every provider and chat has a sentence', () => {
  const silent: string[] = [];
  const visit = (schema: Schema, path: string) => {
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      const described = dereference(property);
      if (!described.description) silent.push(`${path}.${key}`);
      visit(described, `${path}.${key}`);
    }
    if (schema.items !== undefined) visit(dereference(schema.items), `${path}[]`);
  };
  visit(composed.agent, 'agent');
  for (const [type, schema] of Object.entries(composed.provider)) visit(schema, type);
  for (const [type, schema] of Object.entries(composed.chat)) visit(schema, type);
  expect(silent).toEqual([]);
});
