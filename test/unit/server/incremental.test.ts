import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position } from 'vscode-languageserver-types';
import { type SpecNode, toData } from '../../../server/src/ast/nodes';
import { SpecDocument } from '../../../server/src/document/specDocument';
import { noSupport } from '../../../server/src/features/clientSupport';
import { complete } from '../../../server/src/features/completion';
import { diagnostics } from '../../../server/src/features/diagnostics';
import { documentLinks } from '../../../server/src/features/documentLinks';
import { documentSymbols } from '../../../server/src/features/documentSymbols';
import { foldingRanges } from '../../../server/src/features/foldingRanges';
import { hover } from '../../../server/src/features/hover';
import { references } from '../../../server/src/features/references';
import { semanticTokens } from '../../../server/src/features/semanticTokens';
import { composePiece } from '../../../server/src/parser/composeYaml';
import { parse } from '../../../server/src/parser/parse';
import { findingsOf } from '../../../server/src/rules';
import { visibleText } from '../../../shared/src/plainText';
import { plainTree } from '../../plainTree';
import { manyTools } from '../../specBeginnings';
import { editedTexts } from '../../specEdits';

const numRuns = 800;
vi.setConfig({ testTimeout: 300_000 });

const features = (position: Position): ((document: SpecDocument) => unknown)[] => [
  diagnostics,
  documentSymbols,
  (document) => semanticTokens(document).data,
  foldingRanges,
  documentLinks,
  (document) => complete(document, position, noSupport),
  (document) => hover(document, position),
  (document) => references(document, position, true),
];

function scalars(node: SpecNode | null): unknown[] {
  if (node?.kind === 'map') return node.entries.flatMap(({ value }) => scalars(value));
  if (node?.kind === 'sequence') return node.items.flatMap(scalars);
  return node?.kind === 'scalar' ? [[node.start, node.end, node.value, node.style]] : [];
}

test('a text is read the same with and without what was read before it', () => {
  fc.assert(
    fc.property(editedTexts, (texts) => {
      let before = parse('');
      for (const text of texts) {
        before = parse(text, before);
        const fresh = parse(text);
        expect(plainTree(before.root)).toEqual(plainTree(fresh.root));
        expect(before.problems).toEqual(fresh.problems);
      }
    }),
    { numRuns },
  );
});

test.each(['a', '- ', ' ', '#', '"', 'a: 1\n', '\n'])(
  'what is typed before a line, and taken back, makes no difference later: %j',
  (typed) => {
    const fresh = parse(manyTools);
    const tree = plainTree(fresh.root);
    for (const { index } of manyTools.matchAll(/^/gm)) {
      const changed = manyTools.slice(0, index) + typed + manyTools.slice(index);
      const known = parse(manyTools, parse(changed, fresh));
      expect(plainTree(known.root)).toEqual(tree);
      expect(known.problems).toEqual(fresh.problems);
    }
  },
);

test('every feature says the same of a text with and without what was known before', () => {
  fc.assert(
    fc.property(editedTexts, fc.double({ min: 0, max: 1, noNaN: true }), (texts, at) => {
      let known: SpecDocument | undefined;
      for (const [version, text] of texts.entries()) {
        const textDocument = TextDocument.create('file:///a.yaml', 'cekura-agent', version, text);
        known = new SpecDocument(textDocument, known);
        const fresh = new SpecDocument(textDocument);
        const position = textDocument.positionAt(Math.floor(at * text.length));
        for (const feature of features(position)) expect(feature(known)).toEqual(feature(fresh));
      }
    }),
    { numRuns },
  );
});

test.each<[name: string, texts: [before: string, after: string]]>([
  ['a tool becomes a variable', moved('mock_tools', 'dynamic_variables')],
  ['a variable becomes a tool', moved('dynamic_variables', 'mock_tools')],
  ['a tool becomes a file', moved('mock_tools', 'knowledge_base_files')],
  ['an item becomes a value of no list', moved('mock_tools', 'mock_tool')],
])('an item that comes under another key is another item: %s', (_, [before, after]) => {
  const [known, later] = [before, after].map((text) =>
    TextDocument.create('file:///a.yaml', 'cekura-agent', 1, text),
  );
  if (known === undefined || later === undefined) throw new Error('There are two texts.');
  const first = new SpecDocument(known);
  for (const feature of features({ line: 0, character: 0 })) feature(first);
  const second = new SpecDocument(later, first);
  const fresh = new SpecDocument(later);
  for (const feature of features({ line: 0, character: 0 }))
    expect(feature(second)).toEqual(feature(fresh));
});

test.each([2, 40])('an anchor behind the key of a list of %i items is known', (count) => {
  const text = `mock_tools: &t\n${'  - name: tool\n    description: text\n'.repeat(count)}dynamic_variables: *t\n`;
  const known = parse(text, parse(text.replace('&t', '').replace('*t', '')));
  for (const { root } of [parse(text), known])
    expect(toData(root)).toEqual(toData(composePiece(text, 0, new Map()).node));
});

test('an anchor is known also where a mistake stands below it', () => {
  const text = 'mock_tools: &t\n  - name: a\n  - name: "b\ndynamic_variables: *t\n';
  const { root, problems } = parse(text);
  expect(problems.map(({ code }) => code)).toEqual(['unclosed']);
  expect(toData(root)).toMatchObject({ dynamic_variables: [{ name: 'a' }, {}] });
});

test('more entries than are read are as many with and without what was read before', () => {
  const [few, many] = ['-\n'.repeat(124_990), '-\n'.repeat(125_010)];
  expect(parse(many, parse(few)).problems).toEqual(parse(many).problems);
  expect(parse(many).problems.map(({ code }) => code)).toEqual(['too-large']);
});

/** Items with a key of each list, which are long enough to be read by themselves, under one key and under another. */
function moved(from: string, to: string): [before: string, after: string] {
  const item = '  - name: a\n    path: "${file:a.md}"\n    mock_data: []\n    description: b\n';
  const under = (key: string) => `name: a\n${key}:\n${item.repeat(20)}`;
  return [under(from), under(to)];
}

test('what is found in items apart is what is found in the whole', () => {
  fc.assert(
    fc.property(editedTexts, (texts) => {
      for (const text of texts) {
        const document = new SpecDocument(TextDocument.create('', 'cekura-agent', 0, text));
        const ofSyntax = new Set(
          document.parsed.problems.map(({ message }) => visibleText(message)),
        );
        const ofRules = findingsOf(document).filter(({ message }) => !ofSyntax.has(message));
        const whole = findingsOf(document.withRoot(document.root));
        expect(ofRules).toEqual(whole.filter(({ message }) => !ofSyntax.has(message)));
      }
    }),
    { numRuns },
  );
});

test.each(['{\na: [1,\n2] }', '{a: {\nb: [1,\n{\nc: 2 } ] },\nd: 3}\n', '[1,\n{a: [\n2]}]'])(
  'a flow collection may go on in the margin: %j',
  (text) => {
    const whole = composePiece(text, 0, new Map());
    const { root, problems } = parse(text);
    expect([whole.errors, problems]).toEqual([[], []]);
    expect(toData(root)).toEqual(toData(whole.node));
  },
);

/** A key above its colon and a byte order mark that begins a later line, which the library takes although they are mistakes. */
const readOtherwise = /\n\s*:(?:\s|$)|\n\uFEFF/;

test('what is read in parts says what it says as a whole', () => {
  fc.assert(
    fc.property(editedTexts, (texts) => {
      for (const text of texts) {
        const whole = composePiece(text, 0, new Map());
        const { root, problems } = parse(text);
        if (problems.some(({ code }) => code === 'second-document')) continue;
        // The library takes `...` above a spec for the end of an empty one.
        if (whole.errors.length === 0 && whole.node === null) continue;
        // The library sees a key over several lines also where there is none: below a comment in the margin.
        const errors = whole.errors.filter(({ code }) => code !== 'MULTILINE_IMPLICIT_KEY');
        if (errors.length > 0) expect(problems).not.toEqual([]);
        if (whole.errors.length > 0) continue;
        // What is no map is no spec either: its lines are taken for entries.
        if (whole.node?.kind !== 'map' || readOtherwise.test(text)) continue;
        expect(problems).toEqual([]);
        expect(toData(root)).toEqual(toData(whole.node));
        expect(scalars(root)).toEqual(scalars(whole.node));
      }
    }),
    { numRuns },
  );
});
