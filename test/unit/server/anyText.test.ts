import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { SpecDocument } from '../../../server/src/document/specDocument';
import { supportOf } from '../../../server/src/features/clientSupport';
import { codeActions } from '../../../server/src/features/codeActions';
import { complete } from '../../../server/src/features/completion';
import { diagnostics } from '../../../server/src/features/diagnostics';
import { hover } from '../../../server/src/features/hover';
import { parse } from '../../../server/src/parser/parse';
import { errorsByPath } from '../../../server/src/request/apiErrors';
import { requestOf } from '../../../server/src/request/request';
import { runs } from '../../runs';

const uri = 'file:///spec.cekura-agent.yaml';
const support = supportOf({ capabilities: {} });
const examples = readdirSync('examples')
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(`examples/${name}`, 'utf8'));

const documentOf = (text: string) => SpecDocument.create(uri, 1, text);

const textDocumentOf = ({ text }: SpecDocument) => TextDocument.create(uri, '', 1, text);

const example = fc.constantFrom(...examples);
const prefix = fc
  .tuple(example, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([text, part]) => text.slice(0, Math.floor(text.length * part)));
const piece = fc.oneof(
  fc.constantFrom(
    '\n',
    ' ',
    '  ',
    '\t',
    ':',
    ': ',
    '- ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '|',
    '>',
    '#',
  ),
  fc.constantFrom(
    '&a ',
    '*a',
    '<<: *a\n',
    '---\n',
    '...\n',
    '? ',
    '!x ',
    '%',
    '@',
    '\r\n',
    '\uFEFF',
    '\0',
  ),
  fc.constantFrom('🚀', '${env:A}', '${', '{{ a }}', '{{', 'provider:\n', 'type: vapi\n', '\ud800'),
  fc.string({ maxLength: 8 }),
);
/** An example after some edits: text put in, and text taken out, anywhere. */
const edited = fc
  .tuple(
    example,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 }), piece), { minLength: 1, maxLength: 6 }),
  )
  .map(([text, edits]) =>
    edits.reduce((result, [at, length, put]) => {
      const start = at % (result.length + 1);
      return result.slice(0, start) + put + result.slice(start + length);
    }, text),
  );
const anyText = fc.oneof(
  prefix,
  edited,
  fc.array(piece, { maxLength: 30 }).map((all) => all.join('')),
);

describe('whatever a file holds', () => {
  test('every feature answers', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, at) => {
        const document = documentOf(text);
        const position = document.positionAt(at % (text.length + 1));
        const found = diagnostics(document);
        hover(document, position);
        complete(document, position, support);
        requestOf(document);
        const answer = { provider: { type: ['No.'] }, mock_tools: [{}, { name: ['No.'] }] };
        errorsByPath(document.root, { text, answer });
        for (const { range } of found.slice(0, 5))
          codeActions(document, range, { diagnostics: [] }, support);
        for (const { range, message } of found) {
          expect(document.offsetAt(range.start)).toBeLessThanOrEqual(document.offsetAt(range.end));
          expect(message).not.toBe('');
        }
      }),
      runs(100),
    );
  });

  test('a text with syntax errors says so, and one without says nothing of syntax', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { root, problems } = parse(text);
        expect(problems.every(({ start, end }) => start >= 0 && end <= text.length + 1)).toBe(true);
        if (root === null && problems.length === 0)
          expect(text.replace(/^\uFEFF/, '')).toMatch(/^(\s|#.*|---|\.\.\.|%.*|\0|[&!]\S*)*$/m);
      }),
      runs(100),
    );
  });
});

test('an offered quick fix takes its mistake away', () => {
  fc.assert(
    fc.property(edited, (text) => {
      const document = documentOf(text);
      for (const { range, code, message } of diagnostics(document).slice(0, 3)) {
        const action = codeActions(
          document,
          range,
          { diagnostics: [], only: ['quickfix'] },
          support,
        ).find(({ diagnostics: [one] = [] }) => one?.message === message);
        const edits = action?.edit?.changes?.[uri];
        if (edits === undefined) continue;
        const after = documentOf(TextDocument.applyEdits(textDocumentOf(document), edits));
        const same = (of: SpecDocument) =>
          diagnostics(of).filter((one) => one.code === code && one.message === message).length;
        expect(same(after)).toBeLessThan(same(document));
      }
    }),
    runs(40),
  );
});

test('an accepted completion leaves a text with no more syntax errors than it had', () => {
  const apply = (document: SpecDocument, { textEdit }: CompletionItem) =>
    TextEdit.is(textEdit) ? TextDocument.applyEdits(textDocumentOf(document), [textEdit]) : '';
  fc.assert(
    fc.property(example, fc.nat(), (text, at) => {
      const lines = text.split('\n');
      const line = at % lines.length;
      const cut = lines.slice(0, line).join('\n');
      const indentation = /^[ -]*/.exec(lines[line] ?? '')?.[0] ?? '';
      const document = documentOf(`${cut}${line === 0 ? '' : '\n'}${indentation}`);
      const end = document.positionAt(document.text.length);
      const before = document.parsed.problems.length;
      for (const item of complete(document, end, support)) {
        expect(parse(apply(document, item)).problems.length).toBeLessThanOrEqual(before);
      }
    }),
    runs(40),
  );
});
