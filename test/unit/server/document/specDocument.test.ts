import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { SpecDocument } from '../../../../server/src/document/specDocument';

const text = fc.string({
  unit: fc.constantFrom('a', 'é', '😀', ' ', '\n', '\r', '\r\n'),
  maxLength: 40,
});
const position = fc.record({
  line: fc.integer({ min: 0, max: 12 }),
  character: fc.integer({ min: 0, max: 12 }),
});
const change = fc.record(
  { range: fc.record({ start: position, end: position }), text },
  { requiredKeys: ['text'] },
);

test('changes and places are those of the library', () => {
  fc.assert(
    fc.property(text, fc.array(change, { maxLength: 4 }), (before, changes) => {
      const document = SpecDocument.create('', 1, before).update(changes, 2);
      // A new one each time: after some edits beside a lone `\r` its lines are not those of its text.
      const create = (content: string) => TextDocument.create('', '', 1, content);
      const after = changes.reduce(
        (content, one) => TextDocument.update(create(content), [one], 2).getText(),
        before,
      );
      expect(document.text).toBe(after);
      const fresh = create(after);
      for (let offset = -1; offset <= document.text.length + 1; offset += 1)
        expect(document.positionAt(offset)).toEqual(fresh.positionAt(offset));
      for (let line = 0; line < 14; line += 1) {
        for (const character of [0, 3, 100]) {
          const place = { line, character };
          expect(document.offsetAt(place)).toBe(fresh.offsetAt(place));
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('a version stays as it is when the next one comes', () => {
  const first = SpecDocument.create('', 1, 'name: a\nlanguage: en\n');
  const start = { line: 0, character: 0 };
  first.update([{ range: { start, end: start }, text: '\n\n' }], 2);
  expect(first.positionAt(8)).toEqual({ line: 1, character: 0 });
  expect(first.text).toBe('name: a\nlanguage: en\n');
});
