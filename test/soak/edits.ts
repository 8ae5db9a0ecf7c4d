import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';

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

const examples = readdirSync('examples')
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(`examples/${name}`, 'utf8'));

/** Beyond this (UTF-16 units) half of a text is deleted, so that an hour holds many edits. */
const longest = 12_000;

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
  type: 12,
  erase: 5,
  newLine: 5,
  indent: 3,
  outdent: 3,
  undo: 4,
  paste: 3,
};

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abcdeilmnoprst_:-"\'{}[]|>#&*,. $1'.split('')) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'name: a\n',
      'provider:\n',
      '  type: vapi\n',
      'mock_tools:\n',
      '  - name: t\n',
      '{{ a }}',
      '${env:A}',
      ': |\n',
      ': >-\n',
      '  text\n',
      '# ',
      '- - a\n',
      '? ',
      'id: 7\n',
      '\t',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '---\n',
      '...\n',
      '%YAML 1.2\n',
      '!x ',
      '\r',
      '\0',
      '\uFEFF',
      '\ud800',
      '🚀',
      '你好',
      '\u2028',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

/** A text to begin with: an example, a part of one, or none. */
export const anyBeginning: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...examples),
  fc.constant(''),
  fc
    .tuple(fc.constantFrom(...examples), fc.nat())
    .map(([text, at]) => text.slice(0, at % text.length)),
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
  let start = 0;
  while (start < text.length && text[start] === wanted[start]) start += 1;
  let tail = 0;
  const room = Math.min(text.length, wanted.length) - start;
  while (tail < room && text.at(-1 - tail) === wanted.at(-1 - tail)) tail += 1;
  return { start, end: text.length - tail, newText: wanted.slice(start, wanted.length - tail) };
}
