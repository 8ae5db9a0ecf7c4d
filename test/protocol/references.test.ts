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

describe('every place of a name knows all its uses, and its declaration when it is asked for', () => {
  test.each(namedTexts)('%s', async (_, source) => {
    const { spec, ranges } = await openMarked(server, source);
    const [, ...uses] = ranges;
    for (const [start] of ranges) {
      const position = spec.document.positionAt(start);
      for (const includeDeclaration of [true, false]) {
        const context = { includeDeclaration };
        const found = await spec.ask<Location[]>('textDocument/references', { position, context });
        const places = found.map(({ range }) => range);
        expect(offsetsOf(spec, places)).toEqual(includeDeclaration ? ranges : uses);
      }
    }
  });
});

test('uses that nothing declares know each other', async () => {
  const source = 'name: Call {{ «who» }}\ndescription: Hello {{ «w│ho» }}\n';
  const { spec, position, ranges } = await openMarked(server, source);
  const context = { includeDeclaration: true };
  const found = await spec.ask<Location[]>('textDocument/references', { position, context });
  const places = found.map(({ range }) => range);
  expect(offsetsOf(spec, places)).toEqual(ranges);
});

describe('nothing is found', () => {
  test.each(namelessTexts)('%s', async (_, source) => {
    const { spec, position } = await openMarked(server, source);
    const context = { includeDeclaration: true };
    expect(await spec.ask('textDocument/references', { position, context })).toEqual([]);
  });
});
