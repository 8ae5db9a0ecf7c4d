import { locate } from '../ast/nodeAtOffset';
import { entry as entryOf, nodeAt, type Span } from '../ast/nodes';
import { applyEdits, type Edit } from '../base/edit';
import { lineAt } from '../base/lines';
import type { SpecDocument } from '../document/specDocument';
import { keysOf, schemaAt } from '../schema/lookup';
import { addColon } from './addColon';
import type { Fix, FixesFor } from './fix';

/** What might put a syntax error right, the likeliest first, by the error's code. */
const candidates: Record<string, (text: string, span: Span) => Edit[]> = {
  unclosed: (text, span) => [...closings(text, span)],
  'tab-indentation': untab,
  'unquoted-text': quoteValue,
  'missing-colon': insertColon,
  'yaml-syntax': quoteValue,
};

const reindents = 'Fix the indentation';

/** What carrying one out is called, without the text: there may be a secret in it. */
const titles: Record<string, string> = {
  unclosed: 'Add the closing character',
  'unquoted-text': 'Put the value in quotes',
  'yaml-syntax': 'Put the value in quotes',
};

/** What leaves fewer syntax errors than there are, of the likeliest answers to an error. */
export function fixSyntax(code: string): FixesFor {
  if (code === 'bad-indentation') return fixIndentation;
  return (document, span) => {
    const [edit] = helping(document, candidates[code]?.(document.text, span) ?? [], 1);
    if (edit === undefined) return [];
    if (code === 'missing-colon') return [colonOrKey(document, span, edit)];
    const title = edit.newText.trim() === '' ? reindents : (titles[code] ?? reindents);
    return [{ title, edits: [edit], isSafe: true, isPreferred: true }];
  };
}

/** Where a line may belong to two maps, only the writer knows to which. */
const fixIndentation: FixesFor = (document, span) => {
  const { text } = document;
  const alone = helping(document, reindent(text, span), 2);
  const [edit, another] = alone.length > 0 ? alone : helping(document, dedent(text, span), 2);
  if (edit === undefined || isToMargin(text, edit)) return [];
  const isSafe = another === undefined || isLevel(text, edit);
  return [{ title: reindents, edits: [edit], isSafe, isPreferred: true }];
};

const hasContent = (line: string) => line.trim() !== '';
const keyColumn = (line = '') => /^ *(?:- +)*/.exec(line)?.[0].length;
const columnAbove = (text: string, offset: number) =>
  keyColumn(text.slice(0, offset).split('\n').findLast(hasContent));

/** Whether lines are indented then as those above and below them. */
function isLevel(text: string, { start, end, newText }: Edit): boolean {
  const below = text.slice(end).split('\n').find(hasContent);
  const column = keyColumn(newText);
  return columnAbove(text, start) === column && keyColumn(below) === column;
}

/** Whether a line would become a key of the spec that does not stand below one. */
function isToMargin(text: string, { start, end, newText }: Edit): boolean {
  const isOut = /^\s/.test(text.slice(start, end)) && /^\S/.test(newText);
  return isOut && columnAbove(text, start) !== 0;
}

/**
 * The first edits that leave fewer syntax errors.
 * @param most so many: each costs a reading of the text
 */
function helping(document: SpecDocument, edits: readonly Edit[], most: number): Edit[] {
  const found: Edit[] = [];
  const { text, parsed } = document;
  for (const edit of edits) {
    const after = document.withText(applyEdits(text, [edit])).parsed;
    if (after.problems.length < parsed.problems.length) found.push(edit);
    if (found.length === most) break;
  }
  return found;
}

/**
 * Makes a word a key, or the value of the key that takes it. Both are guesses: a word may be missing as well, or a line of a prompt is meant.
 * @param colon writes the colon
 */
function colonOrKey(document: SpecDocument, { start }: Span, colon: Edit): Fix {
  const { root, choice } = document.withText(applyEdits(document.text, [colon]));
  const { path = [], entry } = locate(root, start) ?? {};
  const word = String(path.at(-1));
  const schema = schemaAt(path.slice(0, -1), choice);
  const isKey = schema?.properties === undefined || keysOf(schema).includes(word);
  const holders = Object.entries(schema?.properties ?? {}).filter(([, { enum: values = [] }]) =>
    values.includes(word),
  );
  const [holder] = holders.map(([key]) => key);
  if (isKey || holders.length !== 1 || holder === undefined || entry === undefined)
    return addColon(colon, isKey);
  const at = entry.key.start;
  const preferred = { isSafe: false, isPreferred: true };
  const map = nodeAt(root, path.slice(0, -1));
  const written = entryOf(map, holder);
  if (map?.kind !== 'map' || written === undefined)
    return {
      title: `Change to \`${holder}: ${word}\``,
      edits: [insert(at, `${holder}: `)],
      ...preferred,
    };
  const isAbove = map.entries.indexOf(written) + 1 === map.entries.indexOf(entry);
  if (!isAbove || written.value !== null) return addColon(colon, false);
  const line = lineAt(document.text, at).start;
  return { title: `Indent it under \`${holder}\``, edits: [insert(line, '  ')], ...preferred };
}

function closings(text: string, { start, end }: Span): Edit[] {
  const opening = text.charAt(start);
  const closing = { '[': ']', '{': '}' }[opening] ?? opening;
  const comment = /(?<!\s)\s+#.*$/s.exec(lineAt(text, end).text)?.[0].length ?? 0;
  const lineEnd = lineAt(text, end).start + lineAt(text, end).text.length;
  return [insert(lineEnd - comment, closing), insert(end, closing)];
}

function untab(text: string, { start }: Span): Edit[] {
  const line = lineAt(text, start);
  const white = /^\s*/.exec(line.text)?.[0] ?? '';
  const previous = indentBefore(text, line.start);
  return [white.replaceAll('\t', '  '), ...previous].map((newText) => ({
    start: line.start,
    end: line.start + white.length,
    newText,
  }));
}

/** The columns of the lines above, nearest first; lines that are deeper move along. */
function reindent(text: string, span: Span): Edit[] {
  return moved(text, span, ' ');
}

/** The same with the lines in its column. */
function dedent(text: string, span: Span): Edit[] {
  return lineAt(text, span.start).text.startsWith(' ') ? moved(text, span, '') : [];
}

/** @param deeper the white space by which lines are deeper that move along */
function moved(text: string, { start }: Span, deeper: string): Edit[] {
  const line = lineAt(text, start);
  const white = /^[ \t]*/.exec(line.text)?.[0] ?? '';
  const [first = '', ...rest] = text.slice(line.start).split('\n');
  const outside = rest.findIndex((one) => one.trim() !== '' && !one.startsWith(white + deeper));
  const below = outside < 0 ? rest : rest.slice(0, outside);
  const lines = [first, ...below.slice(0, below.findLastIndex((one) => one.trim() !== '') + 1)];
  return indentBefore(text, line.start).map((indentation) => ({
    start: line.start,
    end: line.start + lines.join('\n').length,
    newText: lines.map((one) => indentation + one.slice(white.length)).join('\n'),
  }));
}

/** The columns in which keys begin above, behind their dashes as well. */
function indentBefore(text: string, offset: number): string[] {
  const lines = text.slice(0, offset).split('\n').reverse();
  const content = lines.filter((line) => /^ *[^\s#]/.test(line));
  const columns = content.flatMap((line) => {
    const dashes = /^ *(?:- +)+(?=\S)/.exec(line)?.[0].length ?? [];
    return [dashes, /^ */.exec(line)?.[0].length ?? 0].flat();
  });
  return [...new Set(columns)].map((column) => ' '.repeat(column));
}

/** Everything behind the first colon of the line in quotes, but not the comment. */
function quoteValue(text: string, { start }: Span): Edit[] {
  const line = lineAt(text, start);
  const [, lead = '', value = ''] =
    /^(\s*(?:- +)*(?:[^\s:]+: +)?)(.*?)(?:(?<!\s)\s+#.*)?$/s.exec(line.text) ?? [];
  // A line in the margin is no value.
  if (value === '' || lead === '') return [];
  const from = line.start + lead.length;
  return quotings(value).map((newText) => ({
    start: from,
    end: from + value.length,
    newText,
  }));
}

/** A map or list between brackets, which no quotes may make a text; `{{ … }}` is one. */
const collection = /^(?:\{(?!\{).*\}|\[.*\])$/s;

/** A value in quotes; one that was in quotes keeps them, with those inside it escaped, but not a sentence that only begins and ends with them. */
function quotings(value: string): string[] {
  const placeholders = value.replaceAll(/(?<!["'])\$\{[^{}]*\}/g, '"$&"');
  // Three quotes are not part of the text.
  if (value.startsWith('"""') || value === "'''") return [];
  const beginsWithQuote = /^(?:"[^"]*[^"\s]"|'[^']*[^'\s]')\s/.test(value);
  const [, single, double] = (beginsWithQuote ? null : /^(?:'(.*)'|"(.*)")$/.exec(value)) ?? [];
  if (double !== undefined) return [`"${double.replaceAll(/(?<!\\)"/g, '\\"')}"`];
  if (single !== undefined) return [`'${single.replaceAll(/'{1,2}/g, "''")}'`];
  if (/^(?:\{(?!\{)|\[).*[\]}]\s*,\s*\w+:/s.test(value)) return [];
  if (collection.test(value)) return placeholders === value ? [] : [placeholders];
  return [JSON.stringify(value), `'${value.replaceAll("'", "''")}'`];
}

/** Only what looks like a key and one word: lines of a prompt are not made keys. */
function insertColon(text: string, { start }: Span): Edit[] {
  const { start: lineStart, text: line } = lineAt(text, start);
  const [, lead = '', key = '', white, sign = ''] =
    /^(\s*(?:- +)*)([a-z_]\w*)(?!\w)(?:(:?\s*)(?:\S+\s*)?|(\s*=\s+)\S.*)$/.exec(line) ?? [];
  if (key === '') return [];
  const from = lineStart + lead.length + key.length;
  const gap = white ?? sign;
  const isAlone = lead.length + key.length + gap.length === line.length;
  return [{ start: from, end: from + gap.length, newText: isAlone ? ':' : ': ' }];
}

function insert(at: number, newText: string): Edit {
  return { start: at, end: at, newText };
}
