import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';
import { openMarked } from './ranges';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

/** The line of the cursor after Enter was pressed, with `·` for spaces; as it was when nothing changes. */
async function lineAfterEnter(source: string, tabSize = 2): Promise<string | undefined> {
  const { spec, position } = await openMarked(server, source);
  const options = { tabSize, insertSpaces: true };
  const edits = await spec.ask<TextEdit[]>('textDocument/onTypeFormatting', {
    position,
    ch: '\n',
    options,
  });
  const text = TextDocument.applyEdits(spec.document, edits);
  return text.split('\n')[position.line]?.replaceAll(' ', '·');
}

describe('a new line is indented', () => {
  test.each<[name: string, text: string, line: string]>([
    ['deeper below a key', 'provider:\n│', '··'],
    ['deeper below a nested key', 'provider:\n  credentials:\n  │', '····'],
    ['deeper below a key with a comment', 'provider: # where\n│\n', '··'],
    ['deeper below a key with spaces behind it', 'provider:  \n│\nname: a\n', '··'],
    ['deeper than the key that begins an item', 'mock_tools:\n  - served_via:\n  │', '······'],
    ['deeper below the beginning of a block of text', 'description: |\n│', '··'],
    ['deeper below a folded block with marks', 'telephony:\n  a: >-2\n  │', '····'],
    ['like the keys of an item', 'mock_tools:\n  - name: get_order\n  │', '····'],
    ['like the keys of an item that is not indented', 'mock_tools:\n- name: a\n│', '··'],
    ['like the keys of an item far from its dash', 'a:\n  -   name: b\n  │', '······'],
    ['like the keys of an item in a list of lists', 'a:\n  - - b: c\n  │', '······'],
    ['deeper in a broken file', 'name: "never closed\nprovider:\n│', '··'],
    ['after lines that end with CR LF', 'provider:\r\n│', '··'],
  ])('%s', async (_, text, line) => {
    expect(await lineAfterEnter(text)).toBe(line);
  });

  test('by as many spaces as the editor says', async () => {
    expect(await lineAfterEnter('provider:\n│', 4)).toBe('····');
  });
});

describe('a new line stays as the editor made it', () => {
  test.each<[name: string, text: string, line: string]>([
    ['below a key with its value', 'name: a\n│', ''],
    ['below an item that is text', 'freetext_params:\n  - one\n  │', '··'],
    ['below an item that is an address', 'a:\n  - https://a.example\n  │', '··'],
    ['below a blank line', 'provider:\n\n│', ''],
    ['below a comment', '# provider:\n│', ''],
    ['in a block of text', 'description: |\n  Rules:\n  │', '··'],
    ['in a list of a prompt', 'description: |\n  - Greeting: say hello\n  │\n  more\n', '··'],
    ['in quoted text', 'description: "One\n  two:\n  │\n  three"\n', '··'],
    ['with something in it', 'provider:\n│type: vapi\n', 'type:·vapi'],
    ['at the beginning of a file', '│', ''],
  ])('%s', async (_, text, line) => {
    expect(await lineAfterEnter(text)).toBe(line);
  });
});

describe("what VS Code's own rules for Enter have indented is not touched", async () => {
  const file = await readFile('client/language-configuration.json', 'utf8');
  const { onEnterRules }: { onEnterRules: { beforeText: string }[] } = JSON.parse(file);
  test.each(['provider:', 'description: |', '  config:', '  - name: a', 'name: a'])(
    '%s',
    async (line) => {
      const indents = onEnterRules.some(({ beforeText }) => new RegExp(beforeText).test(line));
      const indent = ' '.repeat(line.search(/\S/) + (indents ? 2 : 0));
      const added = (await lineAfterEnter(`a:\n${line}\n${indent}│`)) ?? '';
      expect(added.startsWith(indent.replaceAll(' ', '·'))).toBe(true);
      if (indents) expect(added.length).toBe(indent.length);
    },
  );
});
