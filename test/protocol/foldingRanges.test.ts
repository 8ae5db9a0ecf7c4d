import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FoldingRange } from 'vscode-languageserver-types';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

/** Folds as `first-last`, lines from 1; comments with `#` before. */
async function foldsOf(text: string): Promise<string[]> {
  const spec = await server.open(text);
  const folds = await spec.ask<FoldingRange[]>('textDocument/foldingRange', {});
  return folds.map(
    ({ startLine, endLine, kind }) =>
      `${kind === 'comment' ? '#' : ''}${startLine + 1}-${endLine + 1}`,
  );
}

describe('what has more than a line folds, from its first line to its last', () => {
  test.each<[name: string, text: string, folds: string[]]>([
    ['no file', '', []],
    ['no single lines', 'name: a\nproject: 1\nprovider: {type: vapi}\n', []],
    ['maps in maps', 'provider:\n  type: vapi\n  credentials:\n    api_key: k\n', ['1-4', '3-4']],
    [
      'lists and their items',
      'mock_tools:\n  - name: a\n    mock_data: []\n  - name: b\n    mock_data: []\n',
      ['1-5', '2-3', '4-5'],
    ],
    ['a list that is not indented', 'mock_tools:\n- name: a\n- name: b\nname: c\n', ['1-3']],
    ['a block of text', 'description: |\n  One\n\n  Two\n\nname: a\n', ['1-4']],
    ['a folded block of text', 'description: >-\n  One\n  Two\n', ['1-3']],
    ['quoted text over lines', 'description: "One\n  two"\nname: a\n', ['1-2']],
    ['flow style over lines', 'provider: {\n  type: vapi\n}\n', ['1-3']],
    [
      'the item, where a key begins on its line',
      'mock_tools:\n  - description: |\n      One\n    name: a\n',
      ['1-4', '2-4'],
    ],
    [
      'an item from the line of its anchor',
      'mock_tools:\n  - &base\n    name: a\n  - *base\n',
      ['1-4', '2-3'],
    ],
    ['no blank lines below', 'provider:\n  type: vapi\n\n\nname: a\n', ['1-2']],
    ['lines that end with CR LF', 'provider:\r\n  type: vapi\r\n\r\nname: a\r\n', ['1-2']],
    ['comments', '# One\n# two\nname: a\n  # Three\n  # four\n# five\n', ['#1-2', '#4-6']],
    ['no comment of one line', '# One\nname: a\n\n# Two\n\n# Three\n', []],
    ['no headings of a prompt', 'description: |\n  # One\n  # Two\n  text\n', ['1-4']],
    ['comments below a block of text', 'description: |\n  One\n# Two\n# Three\n', ['1-2', '#3-4']],
    [
      'what a broken file still says',
      'name: "never closed\nprovider:\n  type: vapi\n# One\n# two\nmock_tools: [\n',
      ['2-3', '#4-5'],
    ],
  ])('%s', async (_, text, folds) => {
    expect(await foldsOf(text)).toEqual(folds);
  });
});
