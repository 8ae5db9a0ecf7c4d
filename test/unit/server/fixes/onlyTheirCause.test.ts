import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { SpecDocument } from '../../../../server/src/document/specDocument';
import { supportOf } from '../../../../server/src/features/clientSupport';
import { codeActions } from '../../../../server/src/features/codeActions';
import { diagnostics } from '../../../../server/src/features/diagnostics';
import { mistakenSpec } from '../../../mistakenSpecs';
import { runs } from '../../../runs';

const uri = 'file:///a.cekura-agent.yaml';
const support = supportOf({ capabilities: {} });
const read = (text: string) => SpecDocument.create(uri, 0, text);

/** Whether lines stand among others, in their order. */
function areIn(lines: readonly string[], others: readonly string[]): boolean {
  let next = 0;
  return lines.every((line) => {
    const at = others.indexOf(line, next);
    next = at + 1;
    return at >= 0;
  });
}

/** A renamed variable takes its uses along; a conversion is of the whole spec. */
const isOfWhole = (title: string) => /^(?:Rename to|Convert) /.test(title);

test('a fix leaves every line outside of the entry that is wrong, byte for byte and in its order', () => {
  fc.assert(
    fc.property(mistakenSpec, ({ text, start, end }) => {
      const document = read(text);
      const outside = [text.slice(0, start), text.slice(end)].flatMap((part) =>
        part.split('\n').slice(0, -1),
      );
      for (const diagnostic of diagnostics(document)) {
        const at = document.offsetAt(diagnostic.range.start);
        if (at < start || at >= end) continue;
        const context = { diagnostics: [diagnostic], only: ['quickfix'] };
        for (const action of codeActions(document, diagnostic.range, context, support)) {
          const edits = action.edit?.changes?.[uri];
          if (edits === undefined || isOfWhole(action.title)) continue;
          const after = TextDocument.applyEdits(TextDocument.create(uri, '', 0, text), edits);
          expect([action.title, areIn(outside, after.split('\n'))], after).toEqual([
            action.title,
            true,
          ]);
        }
      }
    }),
    runs(100),
  );
});
