import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

async function written(text: string): Promise<string> {
  const spec = await server.open(text);
  const { version, edits } = await spec.message('cekuraAgent/writeId', { id: 303 });
  expect(version).toBe(spec.document.version);
  return TextDocument.applyEdits(spec.document, edits);
}

describe('the id of a created agent comes', () => {
  test.each<[where: string, text: string, result: string]>([
    ['above the first key', 'name: a\nproject: 1\n', 'id: 303\nname: a\nproject: 1\n'],
    [
      'below comments and the document mark',
      '# Front desk\n---\n# v2\n\nname: a\n',
      '# Front desk\n---\n# v2\n\nid: 303\nname: a\n',
    ],
    ['with the line breaks of the file', 'name: a\r\nx: 1\r\n', 'id: 303\r\nname: a\r\nx: 1\r\n'],
    ['behind a byte order mark', '\uFEFFname: a\n', '\uFEFFid: 303\nname: a\n'],
    ['with the indentation of the keys', '  name: a\n  x: 1\n', '  id: 303\n  name: a\n  x: 1\n'],
    ['above an anchor of the first key', '&n name: a\n', 'id: 303\n&n name: a\n'],
    ['above a key with a question mark', '? name\n: a\n', 'id: 303\n? name\n: a\n'],
    ['into a map in braces', '{name: a, project: 1}\n', '{id: 303, name: a, project: 1}\n'],
    ['into a map in braces of many lines', '{\n  name: a\n}\n', '{\n  id: 303, name: a\n}\n'],
    ['into empty braces', '{}\n', '{id: 303}\n'],
    ['into an empty file', '', 'id: 303\n'],
    ['below comments alone', '# soon', '# soon\nid: 303\n'],
    ['above a broken first line', 'name: [a\nproject: 1\n', 'id: 303\nname: [a\nproject: 1\n'],
    ['above what is broken further down', 'name: a\nx: {\n', 'id: 303\nname: a\nx: {\n'],
    ['above a half typed word', 'na', 'id: 303\nna'],
    ['above a list', '- a\n', 'id: 303\n- a\n'],
  ])('%s', async (_, text, result) => {
    expect(await written(text)).toBe(result);
  });
});

describe('the id that stands there is replaced', () => {
  test.each<[what: string, text: string, result: string]>([
    ['a number', 'id: 7\nname: a\n', 'id: 303\nname: a\n'],
    ['with its comment kept', 'id: 7 # mine\nname: a\n', 'id: 303 # mine\nname: a\n'],
    ['wherever it stands', 'name: a\nid: 7\n', 'name: a\nid: 303\n'],
    ['a quoted one', 'id: "7"\nname: a\n', 'id: 303\nname: a\n'],
    ['one without a value', 'id:\nname: a\n', 'id: 303\nname: a\n'],
    ['one that is no id at all', 'id:\n  - 7\nname: a\n', 'id: 303\nname: a\n'],
    ['a block of text', 'id: |\n  7\nname: a\n', 'id: 303\nname: a\n'],
    ['a broken one', 'id: [7\nname: a\n', 'id: 303\nname: a\n'],
    ['in braces', '{name: a, id: 7}\n', '{name: a, id: 303}\n'],
    ['in braces without a value', '{name: a, id}\n', '{name: a, id: 303}\n'],
    ['a quoted key', '"id": 7\n', '"id": 303\n'],
  ])('%s', async (_, text, result) => {
    expect(await written(text)).toBe(result);
  });
});
