import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SpecDocument } from '../../../../server/src/document/specDocument';
import { supportOf } from '../../../../server/src/features/clientSupport';
import { codeActions } from '../../../../server/src/features/codeActions';
import { diagnostics } from '../../../../server/src/features/diagnostics';
import { mistakenSpec } from '../../../mistakenSpecs';
import { runs } from '../../../runs';

const uri = 'file:///a.cekura-agent.yaml';
const support = supportOf({ capabilities: {} });
const read = (text: string) => SpecDocument.create(uri, 0, text);

/** What is taken away between two offsets, and what comes in its place. */
interface Change {
  start: number;
  end: number;
  newText: string;
}

/** A change without what it takes away and puts back at its ends. */
function smallest(text: string, { start, end, newText }: Change): Change {
  let [from, to, written] = [start, end, newText];
  while (from < to && written !== '' && text.charAt(from) === written.charAt(0)) {
    from += 1;
    written = written.slice(1);
  }
  while (from < to && written !== '' && text.charAt(to - 1) === written.at(-1)) {
    to -= 1;
    written = written.slice(0, -1);
  }
  return { start: from, end: to, newText: written };
}

const startOfLine = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1;

/** Whether nothing is taken away, and what is added are lines of their own: keys that are missing, or moved there. */
function addsLines(text: string, { start, end, newText }: Change): boolean {
  const isBetweenLines = startOfLine(text, start) === start || text.charAt(start) === '\n';
  return start === end && isBetweenLines && newText.includes('\n');
}

const isIndentation = (text: string, { start, end, newText }: Change) =>
  /^[ \t]*$/.test(text.slice(startOfLine(text, start), end) + newText);

/** Signs of items, comments and quotes, which one cure writes in all lines of an entry. */
const isSigns = (text: string, { start, end, newText }: Change) =>
  /^[\s*•/-]*$/.test(text.slice(start, end)) && /^[\s#"-]*$/.test(newText);

/** The sign that a text of the entry lacks, and the line break behind it. */
const isBlockSign = (text: string, { start, end, newText }: Change) =>
  /^[ \t]*$/.test(text.slice(start, end)) && /^ ?\|(?:\n[ \t]*)?$/.test(newText);

/** A renamed variable takes its uses along; a conversion is of the whole spec. */
const isOfWhole = (title: string) => /^(?:Rename to|Convert) /.test(title);
/** Takes the lines of a key along, and the comments above it. */
const isOfEntry = (title: string) => /^(?:Remove|Move to) /.test(title);

test('a fix changes no byte but in the lines that are marked, and the indentation and keys of the entry that is wrong', () => {
  let changes = 0;
  fc.assert(
    fc.property(mistakenSpec, ({ text, start, end }) => {
      const document = read(text);
      for (const diagnostic of diagnostics(document)) {
        const { range: marked } = diagnostic;
        const [from, to] = [document.offsetAt(marked.start), document.offsetAt(marked.end)];
        if (from < start || from >= end) continue;
        const [lineStart, lineEnd] = [startOfLine(text, from), text.indexOf('\n', to)];
        const context = { diagnostics: [diagnostic], only: ['quickfix'] };
        for (const { title, edit } of codeActions(document, marked, context, support)) {
          for (const { range, newText } of edit?.changes?.[uri] ?? []) {
            const change = smallest(text, {
              start: document.offsetAt(range.start),
              end: document.offsetAt(range.end),
              newText,
            });
            if (isOfWhole(title) || addsLines(text, change)) continue;
            const isInLines = change.start >= lineStart && change.end <= lineEnd;
            const isOwn =
              isInLines ||
              isIndentation(text, change) ||
              isSigns(text, change) ||
              isBlockSign(text, change) ||
              isOfEntry(title);
            const isInEntry = change.start >= start && change.end <= end;
            expect({ title, ...change, isAllowed: isInEntry && isOwn }, text).toMatchObject({
              isAllowed: true,
            });
            changes += 1;
          }
        }
      }
    }),
    runs(100),
  );
  expect(changes).toBeGreaterThan(50);
});
