import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

async function format(text: string, tabSize = 2) {
  const spec = await server.open(text);
  const options = { tabSize, insertSpaces: true };
  const edits = await spec.ask<TextEdit[]>('textDocument/formatting', { options });
  return { edits, result: TextDocument.applyEdits(spec.document, edits) };
}

describe('a text is laid out', () => {
  test.each<[name: string, text: string, result: string]>([
    ['with one space after colons and commas', 'name:   a\nx: [1,2]\n', 'name: a\nx: [1, 2]\n'],
    [
      'with lists under their keys',
      'mock_tools:\n- name: a\n  mock_data: []\n',
      'mock_tools:\n  - name: a\n    mock_data: []\n',
    ],
    [
      'with levels of one depth',
      'provider:\n      type: vapi\n      credentials:\n        api_key: k\n',
      'provider:\n  type: vapi\n  credentials:\n    api_key: k\n',
    ],
    ['without spaces at the ends of lines', 'name: a  \nproject: 1\t\n', 'name: a\nproject: 1\n'],
    ['with a line break at its end', 'name: a', 'name: a\n'],
    ['with one blank line at most', 'name: a\n\n\n\nproject: 1\n', 'name: a\n\nproject: 1\n'],
    [
      'with its comments',
      '# One\nname:  a # two\n# three\nmock_tools:\n# four\n- name: b\n',
      '# One\nname: a # two\n# three\nmock_tools:\n  # four\n  - name: b\n',
    ],
    [
      'with the lines of a prompt as they are',
      'description: |\n   One two\n     three\n\n   four  \nname:  a\n',
      'description: |\n  One two\n    three\n\n  four  \nname: a\n',
    ],
    [
      'with long lines as they are',
      `description:   ${'word '.repeat(60)}end\nname: >-\n  ${'word '.repeat(60)}end\n`,
      `description: ${'word '.repeat(60)}end\nname: >-\n  ${'word '.repeat(60)}end\n`,
    ],
    [
      'with its anchors and merge keys',
      'a:   &x {b: 1}\nc:\n  <<:  *x\n',
      'a: &x { b: 1 }\nc:\n  <<: *x\n',
    ],
    ['with its kind of line breaks', 'name:  a\r\nproject: 1\r\n', 'name: a\r\nproject: 1\r\n'],
  ])('%s', async (_, text, result) => {
    expect((await format(text)).result).toBe(result);
    expect((await format(result)).edits).toEqual([]);
  });

  test('with as many spaces for a level as the editor says', async () => {
    const { result } = await format('provider:\n  credentials:\n    api_key: k\n', 4);
    expect(result).toBe('provider:\n    credentials:\n        api_key: k\n');
  });
});

describe('a text stays as it is', () => {
  test.each<[name: string, text: string]>([
    ['when it is empty', ''],
    ['when nothing is to be done', 'name: a\nproject: 1\n'],
    ['while a quote is not closed', 'name:   "a\nproject: 1\n'],
    ['while a bracket is not closed', 'name:   a\nx: [1\n'],
    ['while a tab indents', 'name:   a\nprovider:\n\ttype: vapi\n'],
    ['while a colon is missing', 'name:   a\nproject\nlanguage: en\n'],
    ['when it would say something else afterwards', ' ---\ntext\n'],
    ['while it holds two documents', 'name:   a\n---\nname: b\n'],
  ])('%s', async (_, text) => {
    expect((await format(text)).edits).toEqual([]);
  });
});

test('a text that is too long stays as it is, and the editor says why', async () => {
  const shown: unknown[] = [];
  server.onNotification('window/showMessage', (message) => shown.push(message));
  const { edits } = await format(`name:   a\ndescription: |\n${'  Be kind.\n'.repeat(50_000)}`);
  expect(edits).toEqual([]);
  expect(shown).toEqual([{ type: 3, message: expect.stringContaining('500,000 characters') }]);
});

test('only the lines that change are edited', async () => {
  const { edits } = await format('name:  a\nproject: 1\nlanguage: en\nemail_id:   b\n');
  expect(edits).toEqual([
    {
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
      newText: 'name: a\n',
    },
    {
      range: { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } },
      newText: 'email_id: b\n',
    },
  ]);
});

describe('the examples are laid out', async () => {
  const files = (await readdir('examples')).filter((file) => file.endsWith('.yaml'));
  test.each(files)('%s', async (file) => {
    const text = await readFile(join('examples', file), 'utf8');
    expect((await format(text)).edits).toEqual([]);
  });
});
