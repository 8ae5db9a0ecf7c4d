import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Location } from 'vscode-languageserver-types';
import { namedTexts, namelessTexts } from './names';
import { offsetsOf, openMarked } from './ranges';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

describe('every place of a name leads to its declaration', () => {
  test.each(namedTexts)('%s', async (_, source) => {
    const { spec, ranges } = await openMarked(server, source);
    for (const [, end] of ranges) {
      const position = spec.document.positionAt(end);
      const found = await spec.ask<Location[]>('textDocument/definition', { position });
      const places = found.map(({ range }) => range);
      expect(offsetsOf(spec, places)).toEqual(ranges.slice(0, 1));
    }
  });
});

describe('nothing is found', () => {
  test.each([
    ...namelessTexts,
    ['of what nothing declares', 'description: Hi {{ na│me }}\n'],
    ['of an alias without an anchor', 'name: *no│ne\n'],
  ])('%s', async (_, source) => {
    const { spec, position } = await openMarked(server, source);
    expect(await spec.ask('textDocument/definition', { position })).toEqual([]);
  });
});
