import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver-types';
import { namedTexts, namelessTexts } from './names';
import { offsetsOf, openMarked } from './ranges';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

describe('all places of a name are marked, the declaration as written and the others as read', () => {
  test.each(namedTexts)('%s', async (_, source) => {
    const { spec, ranges } = await openMarked(server, source);
    const position = spec.document.positionAt(ranges[0]?.[0] ?? 0);
    const found = await spec.ask<DocumentHighlight[]>('textDocument/documentHighlight', {
      position,
    });
    const places = (wanted: DocumentHighlightKind) =>
      offsetsOf(
        spec,
        found.filter(({ kind }) => kind === wanted).map(({ range }) => range),
      );
    expect(places(DocumentHighlightKind.Write)).toEqual(ranges.slice(0, 1));
    expect(places(DocumentHighlightKind.Read)).toEqual(ranges.slice(1));
  });
});

describe('nothing is marked', () => {
  test.each(namelessTexts)('%s', async (_, source) => {
    const { spec, position } = await openMarked(server, source);
    expect(await spec.ask('textDocument/documentHighlight', { position })).toEqual([]);
  });
});
