import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { namedTexts, namelessTexts } from './names';
import { type MarkedSpec, offsetsOf, openMarked } from './ranges';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

async function renamed({ spec, position }: MarkedSpec, newName: string): Promise<string> {
  const edit = await spec.ask<WorkspaceEdit>('textDocument/rename', { position, newName });
  return TextDocument.applyEdits(spec.document, edit.changes?.[spec.document.uri] ?? []);
}

describe('a new name is written everywhere, whichever place is renamed', () => {
  test.each(namedTexts)('%s', async (_, source) => {
    const open = await openMarked(server, source);
    for (const [start, end] of open.ranges) {
      const position = open.spec.document.positionAt(start);
      expect(await renamed({ ...open, position }, 'new_name')).toBe(
        source.replace(/«[^»]*»/g, 'new_name'),
      );
      const offered = await open.spec.ask<{ range: Range; placeholder: string }>(
        'textDocument/prepareRename',
        { position },
      );
      expect(offsetsOf(open.spec, [offered.range])).toEqual([[start, end]]);
      expect(offered.placeholder).toBe(open.text.slice(start, end));
    }
  });
});

describe('a name is taken', () => {
  test.each<[name: string, text: string, newName: string, result: string]>([
    [
      'that only uses have, to declare what they mean',
      'dynamic_variables:\n  - name: ol│d\ndescription: "{{ old }} {{ city }}"\n',
      'city',
      'dynamic_variables:\n  - name: city\ndescription: "{{ city }} {{ city }}"\n',
    ],
    [
      'that is declared, for a use that is not: a slip is put right',
      'dynamic_variables:\n  - name: city\ndescription: "{{ ci│yt }}"\n',
      'city',
      'dynamic_variables:\n  - name: city\ndescription: "{{ city }}"\n',
    ],
    [
      'that an anchor has, by a variable',
      'name: &city Oslo\ndescription: "{{ to│wn }}"\n',
      'city',
      'name: &city Oslo\ndescription: "{{ city }}"\n',
    ],
    [
      'with letters of its language, by a variable',
      'dynamic_variables: [{name: ci│ty}]\ndescription: "{{ city | upcase }}"\n',
      'ciudád',
      'dynamic_variables: [{name: ciudád}]\ndescription: "{{ ciudád | upcase }}"\n',
    ],
    [
      'with a hyphen, by an anchor',
      'name: &│a Oslo\ndescription: *a\n',
      'a-city',
      'name: &a-city Oslo\ndescription: *a-city\n',
    ],
  ])('%s', async (_, source, newName, result) => {
    expect(await renamed(await openMarked(server, source), newName)).toBe(result);
  });
});

describe('a name is refused with a sentence', () => {
  const variable = 'dynamic_variables: [{name: city}, {name: town}]\ndescription: "{{ ci│ty }}"\n';
  const anchor = 'name: &│a x\ndescription: *a\nemail_id: &b y\n';
  test.each<[text: string, newName: string, words: string]>([
    [variable, '1st', "can't start with a digit"],
    [variable, 'the city', 'letters, digits and `_`'],
    [variable, 'city-name', 'letters, digits and `_`'],
    [variable, '', 'letters, digits and `_`'],
    [variable, 'town', 'The variable `town` already exists'],
    [anchor, 'a b', 'letters, digits, `_` and `-`'],
    [anchor, 'b', 'The anchor `b` already exists'],
  ])('%j to %j', async (source, newName, words) => {
    await expect(renamed(await openMarked(server, source), newName)).rejects.toThrow(words);
  });
});

describe('nothing is renamed', () => {
  test.each(namelessTexts)('%s', async (_, source) => {
    const { spec, position } = await openMarked(server, source);
    expect(await spec.ask('textDocument/prepareRename', { position })).toBeNull();
    expect(await spec.ask('textDocument/rename', { position, newName: 'a' })).toBeNull();
  });
});
