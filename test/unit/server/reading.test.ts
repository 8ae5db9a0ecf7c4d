import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentSymbol, Position, Range, SelectionRange } from 'vscode-languageserver-types';
import { toData } from '../../../server/src/ast/nodes';
import { SpecDocument } from '../../../server/src/document/specDocument';
import { definition } from '../../../server/src/features/definition';
import { documentHighlight } from '../../../server/src/features/documentHighlight';
import { documentLinks } from '../../../server/src/features/documentLinks';
import { documentSymbols } from '../../../server/src/features/documentSymbols';
import { foldingRanges } from '../../../server/src/features/foldingRanges';
import { formatting } from '../../../server/src/features/formatting';
import { inlayHints } from '../../../server/src/features/inlayHints';
import { onTypeFormatting } from '../../../server/src/features/onTypeFormatting';
import { references } from '../../../server/src/features/references';
import { prepareRename, rename } from '../../../server/src/features/rename';
import { selectionRanges } from '../../../server/src/features/selectionRanges';
import { semanticTokens } from '../../../server/src/features/semanticTokens';
import { parse } from '../../../server/src/parser/parse';
import { runs } from '../../runs';

const examples = readdirSync('examples')
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join('examples', name), 'utf8'));

const pieces =
  '\n|  |\t|: |- |"|\'|{|}|[|]|#|%|&a |*a|<<: *a\n|---\n|? |\r\n|\uFEFF|🚀|{{ a }}|{{|${env:A}|\ud800';
const piece = fc.constantFrom(...pieces.split('|'), '|');

/** The beginning of an example with some pieces put in anywhere, and a place in it. */
const brokenText = fc
  .record({
    example: fc.constantFrom(...examples),
    length: fc.nat(),
    put: fc.array(fc.tuple(fc.nat(), piece), { maxLength: 5 }),
    at: fc.nat(),
  })
  .map(({ example, length, put, at }) => {
    const text = put.reduce(
      (result, [place, one]) => {
        const offset = place % (result.length + 1);
        return result.slice(0, offset) + one + result.slice(offset);
      },
      example.slice(0, length % (example.length + 1)),
    );
    const uri = 'file:///spec.cekura-agent.yaml';
    const document = SpecDocument.create(uri, 1, text);
    return { document, position: document.positionAt(at % (text.length + 1)) };
  });

const options = { tabSize: 2, insertSpaces: true };

test('whatever a file holds, it can be read and found through', () => {
  fc.assert(
    fc.property(brokenText, ({ document, position }) => {
      const whole = document.rangeOf({ start: 0, end: document.text.length });
      const offset = (place: Position) => document.offsetAt(place);
      const isWithin = (inner: Range, outer: Range) =>
        offset(outer.start) <= offset(inner.start) && offset(inner.end) <= offset(outer.end);
      const checkSymbols = (symbols: DocumentSymbol[], parent: Range) => {
        for (const { range, selectionRange, children = [] } of symbols) {
          expect(isWithin(range, parent) && isWithin(selectionRange, range)).toBe(true);
          checkSymbols(children, range);
        }
      };
      checkSymbols(documentSymbols(document), whole);
      for (const first of selectionRanges(document, [position])) {
        for (let at: SelectionRange = first; at.parent !== undefined; at = at.parent) {
          expect(isWithin(at.range, at.parent.range)).toBe(true);
        }
      }
      for (const { startLine, endLine } of foldingRanges(document)) {
        expect(endLine).toBeGreaterThan(startLine);
      }
      expect(rename(document, position, 'unused_name') === null).toBe(
        prepareRename(document, position) === null,
      );
      definition(document, position);
      references(document, position, true);
      documentHighlight(document, position);
      documentLinks(document);
      inlayHints(document, whole);
      semanticTokens(document);
      onTypeFormatting(document, position, options);
    }),
    runs(80),
  );
});

test('whatever a file holds, it says the same after it was laid out', async () => {
  await fc.assert(
    fc.asyncProperty(brokenText, async ({ document }) => {
      const edits = await formatting(document, options);
      if (typeof edits === 'string') throw new Error(edits);
      const text = TextDocument.applyEdits(TextDocument.create('', '', 1, document.text), edits);
      expect(toData(parse(text).root)).toEqual(toData(document.root));
    }),
    runs(25),
  );
});
