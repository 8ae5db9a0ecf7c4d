import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Position } from 'vscode-languageserver-types';
import { type SpecNode, toData } from '../../../server/src/ast/nodes';
import { SpecDocument } from '../../../server/src/document/specDocument';
import { supportOf } from '../../../server/src/features/clientSupport';
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
import type { Finding } from '../../../server/src/rules/finding';
import { visibleText } from '../../../shared/src/plainText';
import { plainTree } from '../../plainTree';
import { runs } from '../../runs';
import { manyTools } from '../../specBeginnings';
import { editedTexts } from '../../specEdits';

const features = (position: Position): ((document: SpecDocument) => unknown)[] => [
  diagnostics,
  documentSymbols,
  (document) => semanticTokens(document).data,
  foldingRanges,
  documentLinks,
  (document) => complete(document, position, supportOf({ capabilities: {} })),
  (document) => hover(document, position),
  (document) => references(document, position, true),
];

/** As `expect(one).toEqual(other)`, which takes long to find out that much is equal. */
function expectSame(one: unknown, other: unknown): void {
  if (!isDeepStrictEqual(one, other)) expect(one).toEqual(other);
}

function scalars(node: SpecNode | null): unknown[] {
  if (node?.kind === 'map') return node.entries.flatMap(({ value }) => scalars(value));
  if (node?.kind === 'sequence') return node.items.flatMap(scalars);
  return node?.kind === 'scalar' ? [[node.start, node.end, node.value, node.style]] : [];
}

test.each(['a', '- ', ' ', '#', '"', 'a: 1\n', '\n'])(
  'what is typed before a line, and taken back, makes no difference later: %j',
  (typed) => {
    const fresh = parse(manyTools);
    const tree = plainTree(fresh.root);
    for (const { index } of manyTools.matchAll(/^/gm)) {
      const changed = manyTools.slice(0, index) + typed + manyTools.slice(index);
      const known = parse(manyTools, parse(changed, fresh));
      expectSame(plainTree(known.root), tree);
      expectSame(known.problems, fresh.problems);
    }
  },
);

test.each<[name: string, texts: [before: string, after: string]]>([
  ['a tool becomes a variable', moved('mock_tools', 'dynamic_variables')],
  ['a variable becomes a tool', moved('dynamic_variables', 'mock_tools')],
  ['a tool becomes a file', moved('mock_tools', 'knowledge_base_files')],
  ['an item becomes a value of no list', moved('mock_tools', 'mock_tool')],
])('an item that comes under another key is another item: %s', (_, [before, after]) => {
  const first = SpecDocument.create('file:///a.yaml', 1, before);
  for (const feature of features({ line: 0, character: 0 })) feature(first);
  const second = first.update([{ text: after }], 2);
  const fresh = SpecDocument.create('file:///a.yaml', 2, after);
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
  const { problems } = parse(many);
  expect(problems.map(({ code }) => code)).toEqual(['too-large']);
  expect(parse(many, parse(few)).problems).toEqual(problems);
});

/** Items with a key of each list, which are long enough to be read by themselves, under one key and under another. */
function moved(from: string, to: string): [before: string, after: string] {
  const item = '  - name: a\n    path: "${file:a.md}"\n    mock_data: []\n    description: b\n';
  const under = (key: string) => `name: a\n${key}:\n${item.repeat(20)}`;
  return [under(from), under(to)];
}

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

/** What is said of keys by their columns. */
const ofColumns = /^(?:(?:misplaced|unknown|duplicate|unindented)-key|key-not-text)$/;

/** What holds for each version of a text while it is edited; `at` is a place in it, from 0 to 1. */
const properties: Record<string, (known: SpecDocument, fresh: SpecDocument, at: number) => void> = {
  'every feature says the same of it with and without what was known before'(known, fresh, at) {
    const position = fresh.positionAt(Math.floor(at * fresh.text.length));
    for (const feature of features(position)) expectSame(feature(known), feature(fresh));
  },
  'it is read the same with and without what was read before it'(
    { parsed: known },
    { parsed: fresh },
  ) {
    expectSame(plainTree(known.root), plainTree(fresh.root));
    expectSame(known.problems, fresh.problems);
  },
  'what is found in its items apart is what is found in the whole'(_, fresh) {
    const { problems } = fresh.parsed;
    const ofSyntax = new Set(problems.map(({ message }) => visibleText(message)));
    // Nothing is said of keys without colons and of the places of those below a line that is indented wrongly, which only the text knows.
    const isShifted = problems.some(({ code }) => /^(?:bad-indentation|missing-dash)$/.test(code));
    const bare = new Set(problems.map(({ code, start }) => code === 'missing-colon' && start));
    const isOfRules = ({ code, message, start }: Finding) =>
      !ofSyntax.has(message) &&
      !(isShifted && ofColumns.test(code)) &&
      !(bare.has(start) && /-key$/.test(code));
    const ofRules = findingsOf(fresh).filter(isOfRules);
    const whole = findingsOf(fresh.withRoot(fresh.root));
    const withFixes = (finding: Finding) => ({
      ...finding,
      fixes: finding.fixes?.(fresh, finding),
    });
    expectSame(ofRules.map(withFixes), whole.filter(isOfRules).map(withFixes));
  },
  'what is read in parts says what it says as a whole'(_, { text, parsed: { root, problems } }) {
    const whole = composePiece(text, 0, new Map());
    if (problems.some(({ code }) => code === 'second-document')) return;
    // The library takes `...` above a spec for the end of an empty one.
    if (whole.errors.length === 0 && whole.node === null) return;
    // The library sees a key over several lines also where there is none: below a comment in the margin.
    const errors = whole.errors.filter(({ code }) => code !== 'MULTILINE_IMPLICIT_KEY');
    if (errors.length > 0) expect(problems).not.toEqual([]);
    if (whole.errors.length > 0) return;
    // What is no map is no spec either: its lines are taken for entries.
    if (whole.node?.kind !== 'map' || readOtherwise.test(text)) return;
    expect(problems).toEqual([]);
    expectSame(toData(root), toData(whole.node));
    expectSame(scalars(root), scalars(whole.node));
  },
};

test('whatever is done to a text, each version keeps all properties', () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(editedTexts, place, (texts, at) => {
      let known: SpecDocument | undefined;
      for (const [version, text] of texts.entries()) {
        const fresh = SpecDocument.create('file:///a.yaml', version, text);
        known = (known ?? SpecDocument.create('file:///a.yaml', 0, '')).update([{ text }], version);
        for (const holds of Object.values(properties)) holds(known, fresh, at);
      }
    }),
    runs(30),
  );
});
