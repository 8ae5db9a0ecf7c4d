import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver-types';
import { openMarked } from './ranges';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

/** The texts selected one after the other, from the innermost to the outermost. */
async function selectedFrom(source: string): Promise<string[]> {
  const { spec, position } = await openMarked(server, source);
  const [selection] = await spec.ask<SelectionRange[]>('textDocument/selectionRange', {
    positions: [position],
  });
  const texts: string[] = [];
  for (let at = selection; at !== undefined; at = at.parent) {
    texts.push(spec.document.getText(at.range));
  }
  return texts;
}

describe('a selection grows', () => {
  test.each<[name: string, text: string, selected: string[]]>([
    [
      'word, text, entry, map, file',
      'name: Support│ line\nproject: 1\n',
      [
        'Support',
        'Support line',
        'name: Support line',
        'name: Support line\nproject: 1',
        'name: Support line\nproject: 1\n',
      ],
    ],
    [
      'key, entry, map, entry',
      'provider:\n  ty│pe: vapi\n',
      ['type', 'type: vapi', 'provider:\n  type: vapi', 'provider:\n  type: vapi\n'],
    ],
    [
      'text without quotes, then with them',
      'name: "Support│ line"\n',
      [
        'Support',
        'Support line',
        '"Support line"',
        'name: "Support line"',
        'name: "Support line"\n',
      ],
    ],
    [
      'item, list',
      'freetext_params:\n  - on│e\n  - two\n',
      [
        'one',
        '- one\n  - two',
        'freetext_params:\n  - one\n  - two',
        'freetext_params:\n  - one\n  - two\n',
      ],
    ],
    [
      'line of a prompt, prompt',
      'description: |\n  One tw│o three\n  four\n',
      [
        'two',
        'One two three',
        '|\n  One two three\n  four',
        'description: |\n  One two three\n  four',
        'description: |\n  One two three\n  four\n',
      ],
    ],
    [
      'entry in flow style',
      'provider: {type: va│pi, agent_id: a}',
      ['vapi', 'type: vapi', '{type: vapi, agent_id: a}', 'provider: {type: vapi, agent_id: a}'],
    ],
    [
      'a word beyond ASCII',
      'name: Bücher│ei 図書館\n',
      ['Bücherei', 'Bücherei 図書館', 'name: Bücherei 図書館', 'name: Bücherei 図書館\n'],
    ],
    [
      'to the file alone from white space',
      'name: a\n\n│\n\nproject: 1\n',
      ['', 'name: a\n\n\n\nproject: 1', 'name: a\n\n\n\nproject: 1\n'],
    ],
    ['in an empty file', '│', ['']],
  ])('%s', async (_, text, selected) => {
    expect(await selectedFrom(text)).toEqual(selected);
  });

  test('in a broken file as far as it is understood', async () => {
    const selected = await selectedFrom('name: "never closed\nprovider:\n  type: va│pi\n');
    expect(selected.slice(0, 3)).toEqual(['vapi', 'type: vapi', 'provider:\n  type: vapi']);
  });
});

test('every position has its selection', async () => {
  const { spec } = await openMarked(server, 'name: a\nproject: 1\n');
  const positions = [0, 1, 9].map((line) => ({ line, character: 0 }));
  const found = await spec.ask<SelectionRange[]>('textDocument/selectionRange', { positions });
  expect(found.map(({ range }) => spec.document.getText(range))).toEqual(['name', 'project', '']);
});
