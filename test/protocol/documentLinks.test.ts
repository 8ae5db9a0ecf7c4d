import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentLink } from 'vscode-languageserver-types';
import { marked } from '../marked';
import { offsetsOf, openAt, openMarked } from './ranges';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

const urlOf = (path: string) => pathToFileURL(resolve(path)).href;

describe('an address in a value can be opened', () => {
  test.each<[name: string, text: string]>([
    ['alone', 'webhook_url: «https://hooks.example.com/a?b=c#d»\n'],
    ['in quotes', 'webhook_url: "«http://hooks.example.com»"\n'],
    ['in flow style', 'telephony: {a: «https://a.example», b: ["«https://b.example»"]}\n'],
    [
      'in a prompt, without the end of the sentence',
      'description: |\n  See «https://a.example/b». Or («http://c.example»)?\n',
    ],
    [
      'in Markdown',
      'description: "[docs](«https://a.example») **«https://b.example»** `«https://c.example»`"\n',
    ],
    ['below a broken head', 'name: "never closed\nwebhook_url: «https://a.example»\n'],
    ['but not in a comment or a key', '# https://a.example\n"https://b.example": 1\n'],
    [
      'but not while a part of it is filled in later',
      'webhook_url: https://a.example/${env:TOKEN}\nname: https://a.example/{{ id }}/{{id}}\n',
    ],
    [
      'but not with another scheme',
      'telephony: {websocket_url: wss://a.example, sip_uri: sip:a@b.example}\n',
    ],
    ['but not without a host', 'webhook_url: https://\n'],
  ])('%s', async (_, source) => {
    const { spec, text, ranges } = await openMarked(server, source);
    const links = await spec.ask<DocumentLink[]>('textDocument/documentLink', {});
    expect(
      offsetsOf(
        spec,
        links.map(({ range }) => range),
      ),
    ).toEqual(ranges);
    expect(links.map(({ target }) => target)).toEqual(ranges.map(([a, b]) => text.slice(a, b)));
    for (const { tooltip } of links) expect(tooltip).toBe('Open in the browser');
  });
});

describe('a file that a spec names can be opened', () => {
  test.each<[name: string, text: string, files: string[]]>([
    [
      'for the knowledge base',
      'knowledge_base_files:\n  - path: «knowledge/a.md»\n',
      ['specs/knowledge/a.md'],
    ],
    [
      'with spaces and signs',
      'knowledge_base_files: [{path: "«a b/#1 ü.md»"}]\n',
      ['specs/a b/#1 ü.md'],
    ],
    ['beside the folder', 'knowledge_base_files:\n  - path: «../a.md»\n', ['a.md']],
    ['as a prompt', 'description: ${file:«prompts/desk.md»}\n', ['specs/prompts/desk.md']],
    ['as any value', 'provider: {agent_id: "${file: «id.txt» }"}\n', ['specs/id.txt']],
    ['but not in the middle of a prompt', 'description: Read ${file:a.md} first\n', []],
    [
      'but not for the environment and secrets',
      'webhook_secret: ${env:A}\nemail_id: ${secret:b}\n',
      [],
    ],
    [
      'but not for a name that hides something',
      'knowledge_base_files:\n  - path: a\u200b.md\n  - path: "a\u00adb.md"\n',
      [],
    ],
    ['but not for an empty path', 'knowledge_base_files:\n  - path: ""\n  - path:\n', []],
    ['but not for a path elsewhere', 'mock_tools:\n  - path: a.md\n', []],
  ])('%s', async (name, source, files) => {
    const { text, ranges } = marked(source);
    const spec = await openAt(server, urlOf(`specs/${name}.cekura-agent.yaml`), text);
    const links = await spec.ask<DocumentLink[]>('textDocument/documentLink', {});
    expect(
      offsetsOf(
        spec,
        links.map(({ range }) => range),
      ),
    ).toEqual(ranges.map(({ start, end }) => [start, end]));
    expect(links.map(({ target }) => target)).toEqual(files.map(urlOf));
    for (const { tooltip } of links) expect(tooltip).toBe('Open the file');
  });

  test('but not before the spec is in a folder', async () => {
    const { spec } = await openMarked(server, 'description: ${file:a.md}\n');
    expect(await spec.ask('textDocument/documentLink', {})).toEqual([]);
  });
});
