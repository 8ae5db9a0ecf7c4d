import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SemanticTokens } from 'vscode-languageserver-types';
import { semanticTokensLegend } from '../../server/src/features/semanticTokens';
import { openMarked } from './ranges';
import { type OpenSpec, Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

/** Tokens with what they colour, as `[start, end]` offsets. */
function decode({ document }: OpenSpec, { data }: SemanticTokens) {
  const tokens: { place: [number, number]; type: string | undefined; modifiers: number }[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const start = document.offsetAt({ line, character });
    const place: [number, number] = [start, start + length];
    tokens.push({ place, type: semanticTokensLegend.tokenTypes[type], modifiers });
  }
  return tokens;
}

describe('coloured are', () => {
  test.each<[name: string, text: string, types: string[]]>([
    ['nothing in an empty file', '', []],
    ['nothing in other text', 'name: a $b {c} # {{ d }} ${env:E}\n', []],
    [
      'variables in texts',
      'description: |\n  Hi {{ «who» }},\n  bye {{«who»}}\nname: {{}} {{ 1 }}\n',
      ['variable', 'variable'],
    ],
    [
      'variables behind emoji and CJK',
      'description: "😀 你好 {{ «a» }} 😀 {{ «b» }}"\n',
      ['variable', 'variable'],
    ],
    [
      'placeholders for the environment and secrets',
      'webhook_secret: «${env:A}»\nprovider: {credentials: {api_key: "Bearer «${secret:k}»-«${env:B}»"}}\n',
      ['parameter', 'parameter', 'parameter'],
    ],
    ['a file as a whole value', 'description: «${file:prompt.md}»\n', ['parameter']],
    ['no file inside a value', 'description: Read ${file:prompt.md}\n', []],
    ['no placeholder in a prompt', 'description: Say ${env:HOME} and ${secret:x}\n', []],
    ['no escaped placeholder', 'webhook_secret: a$${env:A}«${env:B}»\n', ['parameter']],
    ['no placeholder without a kind', 'webhook_secret: ${A}\n', []],
    ['what a broken file still says', 'name: "never closed\nemail_id: «${env:A}»\n', ['parameter']],
  ])('%s', async (_, source, types) => {
    const { spec, ranges } = await openMarked(server, source);
    const answer = await spec.ask<SemanticTokens>('textDocument/semanticTokens/full', {});
    const tokens = decode(spec, answer);
    expect(tokens.map(({ place }) => place)).toEqual(ranges);
    expect(tokens.map(({ type }) => type)).toEqual(types);
  });
});

test('the name of a variable in the list is a declaration', async () => {
  const source = 'dynamic_variables:\n  - name: «who»\ndescription: Hi {{ «who» }}\n';
  const { spec, ranges } = await openMarked(server, source);
  const answer = await spec.ask<SemanticTokens>('textDocument/semanticTokens/full', {});
  const [place, other] = ranges;
  expect(decode(spec, answer)).toEqual([
    { place, type: 'variable', modifiers: 1 },
    { place: other, type: 'variable', modifiers: 0 },
  ]);
});
