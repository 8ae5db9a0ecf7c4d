import fc from 'fast-check';
import { textDiff } from '../server/src/base/textDiff';
import { anyBeginning, examples } from './specBeginnings';

/** A text that somebody works on. */
export interface Draft {
  text: string;
  /** Where the last edit ended, in UTF-16 units: typing goes on there. */
  cursor: number;
  /** What the text was before its last edits, the newest last. */
  history: string[];
}

/** A part of the text (UTF-16 offsets) and what to put there. */
export interface Replacement {
  start: number;
  end: number;
  newText: string;
}

/** One thing that somebody does to a text; numbers are taken modulo what there is. */
export interface Edit {
  kind: keyof typeof kinds;
  at: number;
  to: number;
  size: number;
  piece: string;
}

/** Beyond this (UTF-16 units) half of a text is deleted, so that an hour holds many edits. */
const longest = 20_000;

/** What stands in their items is told apart by these keys. */
const listKeys = ['mock_tools', 'dynamic_variables', 'knowledge_base_files', 'mock_data'];
const listKey = new RegExp(listKeys.join('|'), 'g');

/** What is done, by its name. */
const kinds = {
  type: ({ cursor }: Draft, { piece }: Edit) => insertion(cursor, piece),
  typeElsewhere: ({ text }: Draft, { at, piece }: Edit) => insertion(at % (text.length + 1), piece),
  erase: ({ cursor }: Draft, { size }: Edit) => removal(Math.max(0, cursor - size), cursor),
  remove: ({ text }: Draft, { at, size }: Edit) => {
    const start = at % (text.length + 1);
    return removal(start, Math.min(text.length, start + size));
  },
  newLine: ({ text, cursor }: Draft) => {
    const line = text.slice(text.lastIndexOf('\n', cursor - 1) + 1, cursor);
    return insertion(cursor, `\n${/^[ -]*/.exec(line)?.[0].replaceAll('-', ' ')}`);
  },
  paste: ({ text }: Draft, { at, to, size }: Edit) => {
    const lines = linesOf(examples[to % examples.length] ?? '');
    const first = at % lines.length;
    return insertion(lineStart(text, to), lines.slice(first, first + size).join(''));
  },
  pasteWithin: ({ text }: Draft, { at, to, size }: Edit) => {
    const source = examples[at % examples.length] ?? '';
    const start = to % source.length;
    return insertion(at % (text.length + 1), source.slice(start, start + size * 8));
  },
  removeLines: ({ text }: Draft, { at, size }: Edit) => {
    const { start, end } = block(text, at, size % 6);
    return removal(start, end);
  },
  repeatLines: ({ text }: Draft, { at, size }: Edit) => {
    const { start, end } = block(text, at, size % 6);
    return insertion(end, text.slice(start, end));
  },
  repeatAtEnd: ({ text }: Draft, { at, size }: Edit) => {
    const { start, end } = block(text, at, size % 12);
    return insertion(text.length, text.slice(start, end));
  },
  moveToTop: ({ text }: Draft, { at, size }: Edit) => {
    const { start, end } = block(text, at, size % 12);
    return { start: 0, end, newText: text.slice(start, end) + text.slice(0, start) };
  },
  moveLine: ({ text }: Draft, { at }: Edit) => {
    const { start, end } = block(text, at, 1);
    const [line = '', next = ''] = linesOf(text.slice(start, end));
    return { start, end, newText: next + line };
  },
  indent: (draft: Draft, edit: Edit) => eachLine(draft, edit, (line) => `  ${line}`),
  outdent: (draft: Draft, edit: Edit) =>
    eachLine(draft, edit, (line) => line.replace(/^ {1,2}/, '')),
  comment: (draft: Draft, edit: Edit) => eachLine(draft, edit, (line) => `# ${line}`),
  uncomment: (draft: Draft, edit: Edit) =>
    eachLine(draft, edit, (line) => line.replace(/^# ?/, '')),
  makeItems: (draft: Draft, edit: Edit) => eachLine(draft, edit, (line) => `- ${line}`),
  quote: ({ text }: Draft, { at, piece }: Edit) => {
    const { start, end } = wordAt(text, at);
    const sign = piece.includes("'") ? "'" : '"';
    return { start, end, newText: `${sign}${text.slice(start, end)}${sign}` };
  },
  anchor: ({ text }: Draft, { at, size }: Edit) => {
    const { start } = wordAt(text, at);
    return insertion(start, ['&a ', '*a', '<<: *a\n', '&b ', '*b '][size % 5] ?? '');
  },
  anchorBelow: ({ text }: Draft, { at, size }: Edit) => {
    const heads = [...text.matchAll(/:(?=\n)/g)];
    const { index = 0 } = heads[at % Math.max(1, heads.length)] ?? {};
    return insertion(index + 1, [' &a', ' *a', ' &b', ' *b'][size % 4] ?? '');
  },
  changeList: ({ text }: Draft, { at, size }: Edit) => {
    const found = [...text.matchAll(listKey)];
    const { index = 0, 0: key = '' } = found[at % Math.max(1, found.length)] ?? {};
    return { start: index, end: index + key.length, newText: key && (listKeys[size % 4] ?? '') };
  },
  changeLineBreaks: ({ text }: Draft) => {
    const newText = text.includes('\r\n')
      ? text.replaceAll('\r\n', '\n')
      : text.replaceAll('\n', '\r\n');
    return { start: 0, end: text.length, newText };
  },
  undo: ({ text, history }: Draft) => difference(text, history.at(-1) ?? text),
  undoFar: ({ text, history }: Draft) => difference(text, history.at(-8) ?? text),
  removeAll: ({ text }: Draft) => removal(0, text.length),
} satisfies Record<string, (draft: Draft, edit: Edit) => Replacement>;

/** How often what is done, beside 1 for the rest. */
const weights: Partial<Record<keyof typeof kinds, number>> = {
  type: 10,
  typeElsewhere: 6,
  remove: 2,
  erase: 5,
  newLine: 5,
  indent: 3,
  outdent: 3,
  undo: 4,
  paste: 3,
};

const signs = [...'abcdeilmnoprst_:-"\'{}[]|>#&*%?,. $1', '\n', '  ', '\t', ': ', '- ', '# ', '${'];

const lines = [
  'name: ',
  'name: a\n',
  '\nproject: 1\n',
  'provider:\n',
  '  type: vapi\n',
  'mock_tools:\n',
  '  - name: t\n',
  '\n    - input: {}\n      output: 1\n',
  'id: 7\n',
  ': |\n',
  ': >-\n',
  '  text\n',
  '- - a\n',
  '? ',
  '{{ a }}',
  '${env:A}',
  '{ a: [1,\n2] }',
  '"a\n b"',
  '&a ',
  '*a',
  '<<: *a\n',
];

const oddities = [
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '!x ',
  '\r',
  '\r\n',
  '\0',
  '\uFEFF',
  '\ud800',
  '🚀',
  '你好',
  '\u2028',
];

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...signs) },
  { weight: 4, arbitrary: fc.constantFrom(...lines) },
  { weight: 2, arbitrary: fc.constantFrom(...oddities) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

/** Anything that somebody may do to a text. */
export const anyEdit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.oneof(
    ...(Object.keys(kinds) as (keyof typeof kinds)[]).map((kind) => ({
      weight: weights[kind] ?? 1,
      arbitrary: fc.constant(kind),
    })),
  ),
  at: fc.nat({ max: 20_000 }),
  to: fc.nat({ max: 20_000 }),
  size: fc.integer({ min: 1, max: 30 }),
  piece,
});

/** A text that nobody has worked on yet. */
export function begin(text: string): Draft {
  return { text, cursor: text.length, history: [] };
}

/** A text and what becomes of it by some edits: each follows from the one before. */
export const editedTexts: fc.Arbitrary<string[]> = fc
  .tuple(anyBeginning, fc.array(anyEdit, { minLength: 1, maxLength: 10 }))
  .map(([text, edits]) => {
    const draft = begin(text);
    const after = edits.map((edit) => {
      carryOut(draft, edit);
      return draft.text;
    });
    return [text, ...after];
  });

/** Carries an edit out on a draft, and says which part of the text it replaced by what. */
export function carryOut(draft: Draft, edit: Edit): Replacement {
  const isLong = draft.text.length > longest;
  const replacement = isLong ? removal(0, draft.text.length >> 1) : kinds[edit.kind](draft, edit);
  const { start, end, newText } = replacement;
  if (edit.kind === 'undo') draft.history.pop();
  else draft.history.push(draft.text);
  draft.text = draft.text.slice(0, start) + newText + draft.text.slice(end);
  draft.cursor = start + newText.length;
  return replacement;
}

function insertion(at: number, newText: string): Replacement {
  return { start: at, end: at, newText };
}

function removal(start: number, end: number): Replacement {
  return { start, end, newText: '' };
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [''];
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', (at % (text.length + 1)) - 1) + 1;
}

/** Some whole lines below a place, at least one. */
function block(text: string, at: number, more: number): { start: number; end: number } {
  const start = lineStart(text, at);
  const lines = linesOf(text.slice(start)).slice(0, more + 1);
  return { start, end: start + lines.join('').length };
}

function eachLine(
  { text }: Draft,
  { at, size }: Edit,
  change: (line: string) => string,
): Replacement {
  const { start, end } = block(text, at, size % 8);
  return { start, end, newText: linesOf(text.slice(start, end)).map(change).join('') };
}

function wordAt(text: string, at: number): { start: number; end: number } {
  const offset = at % (text.length + 1);
  const start = offset - (/[\w-]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  return { start, end: offset + (/^[\w-]*/.exec(text.slice(offset))?.[0].length ?? 0) };
}

/** The smallest replacement that makes one text of another. */
function difference(text: string, wanted: string): Replacement {
  const { start, endBefore, endAfter } = textDiff(text, wanted);
  return { start, end: endBefore, newText: wanted.slice(start, endAfter) };
}
