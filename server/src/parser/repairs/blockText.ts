import { keyInText } from './keyInText';
import {
  isBlank,
  isComment,
  keyColumn,
  keyOn,
  type Line,
  linesBelow,
  linesOf,
  opensBlock,
} from './lines';
import { withoutBlock } from './prose';
import { type Cure, isAround, type Repair } from './repair';

/** Text in lines below `|` or `>` that is not indented as it has to be. */
export const blockIndentation: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    if (line.isText || !opensBlock(line)) continue;
    const column = keyColumn(line);
    const body = linesBelow(lines, index, column, 'items and headings');
    const last = body.at(-1) ?? line;
    if (!isAround(error, line.start, last.start + last.text.length)) continue;
    yield* curesOf(line, body, column);
  }
};

function* curesOf(line: Line, body: readonly Line[], column: number): Iterable<Cure> {
  const tabbed = tabbedLines(body, column);
  const lost = lostItems(line, body, column);
  const found = lost
    ? [tabbed, lost]
    : [keyInText(line, body), ...others.map((cure) => cure(body, column))];
  for (const cure of found) if (cure !== undefined) yield cure;
}

/** Text that goes on, or begins, with items of a list in the column of its key, or has headings there. */
function lostItems(line: Line, body: readonly Line[], column: number): Cure | undefined {
  const content = body.filter((one) => !isBlank(one));
  const first = content.findIndex(({ indent }) => indent <= column);
  if (first < 0) return undefined;
  const key = keyOn(line)?.key ?? '';
  const shallow = content.filter(({ indent }) => indent <= column);
  if (shallow.every(isComment)) {
    const deeper = content.filter((one) => !shallow.includes(one)).map(({ indent }) => indent);
    return lostIndentation(key, Math.min(...deeper), shallow);
  }
  if (first === 0) return lostIndentation(key, column + 2, content);
  const wanted = content[0]?.indent ?? 0;
  const rest = content.slice(first);
  const [out, others] = [rest.slice(0, shallow.length), rest.slice(shallow.length)];
  const isAlone =
    out.every((one, at) => one.indent <= column && !mayHold(one, content[first + at - 1])) &&
    others.every(({ indent }) => indent >= wanted);
  return lostIndentation(key, wanted, isAlone ? out : rest);
}

/** Whether lines of a text may be indented under one: it announces them, or is the first item of a list. */
export function mayHold(line: Line, above: Line | undefined): boolean {
  const isItem = (one: Line | undefined) => /^[-*+] /.test(one?.text.slice(one.indent) ?? '');
  return line.text.trimEnd().endsWith(':') || (isItem(line) && !isItem(above));
}

/**
 * Text that stands no deeper than the key that it belongs to.
 * @param wanted columns of white space before it
 * @param what it is
 */
export function lostIndentation(
  key: string,
  wanted: number,
  body: readonly Line[],
  what = 'text',
): Cure {
  const lines = body.filter((line) => !isBlank(line));
  const least = Math.min(...lines.map(({ indent }) => indent));
  const added = ' '.repeat(Math.max(wanted - least, 0));
  // Tabs before all lines were to indent them.
  const tabs = Math.min(...lines.map(({ text }) => /^\t*/.exec(text)?.[0].length ?? 0));
  const [first] = lines;
  const holder = key === '' ? 'its key' : `\`${key}\``;
  return {
    ...(first === undefined ? { start: 0, end: 0 } : contentOf(first)),
    code: 'bad-indentation',
    message: `This ${what} isn't indented: indent it under ${holder}.`,
    title: `Indent the ${what} under ${holder}`,
    edits: lines.map(({ start }) => ({
      start,
      end: start + tabs,
      newText: tabs > 0 ? ' '.repeat(wanted) : added,
    })),
  };
}

type BlockCure = (body: readonly Line[], column: number) => Cure | undefined;

const tabbedLines: BlockCure = (body, column) => {
  const tabbed = body.filter(({ text, indent }) => text.slice(0, indent).includes('\t'));
  const [first] = tabbed;
  if (first === undefined) return undefined;
  const plain = body.find((line) => !isBlank(line) && !tabbed.includes(line));
  const least = plain?.indent ?? column + 2;
  return {
    start: first.start,
    end: first.start + first.indent,
    code: 'tab-indentation',
    message: "YAML doesn't allow tabs as indentation: use spaces.",
    title: 'Replace tabs with spaces',
    edits: tabbed.map(({ start, text, indent }) => {
      const spaces = text.slice(0, indent).replaceAll('\t', '  ');
      return { start, end: start + indent, newText: spaces.padEnd(least) };
    }),
  };
};

const blankFirst: BlockCure = (body) => {
  const at = body.findIndex((line) => !isBlank(line));
  const least = body[at]?.indent ?? 0;
  const deeper = body.slice(0, Math.max(at, 0)).filter(({ indent }) => indent > least);
  const [first] = deeper;
  if (first === undefined) return undefined;
  return {
    start: first.start,
    end: first.start + first.indent,
    code: 'bad-indentation',
    message: 'This empty line has more spaces than the text below it: remove them.',
    title: 'Remove the spaces',
    edits: deeper.map(({ start, indent }) => ({ start, end: start + indent, newText: '' })),
  };
};

const firstDeeper: BlockCure = (body) => {
  const [first, ...rest] = body.filter((line) => !isBlank(line));
  const [next] = rest;
  if (first === undefined || next === undefined || isComment(next)) return undefined;
  const least = Math.min(...rest.map(({ indent }) => indent));
  if (first.indent <= least || next.indent !== least) return undefined;
  return {
    ...contentOf(first),
    code: 'bad-indentation',
    message: 'The first line is indented more than the lines below it: indent it like them.',
    title: 'Indent the first line like the others',
    edits: [{ start: first.start, end: first.start + first.indent, newText: ' '.repeat(least) }],
  };
};

const lastShallower: BlockCure = (body) => {
  const text = body.filter((line) => !isBlank(line));
  const wanted = text[0]?.indent ?? 0;
  const shallower = text.filter(({ indent }) => indent < wanted);
  const [first] = shallower;
  if (first === undefined) return undefined;
  return {
    ...contentOf(first),
    code: 'bad-indentation',
    message: 'This line is indented less than the text above it: indent it like the text.',
    title: 'Indent it like the text',
    edits: shallower.map(({ start, indent }) => ({
      start,
      end: start + indent,
      newText: ' '.repeat(wanted),
    })),
  };
};

function contentOf({ start, indent, text }: Line): { start: number; end: number } {
  return { start: start + indent, end: start + text.trimEnd().length };
}

const others: readonly BlockCure[] = [tabbedLines, blankFirst, firstDeeper, lastShallower];

const beside = /^([|>](?:[+-]?[1-9]?|[1-9][+-]))([ \t]*)(?=\S)/;

/** `key: | text`: it begins in the line below. */
export const textBesideBlock: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const found = line.isText ? undefined : keyOn(line);
    const value = found === undefined ? '' : line.text.slice(found.value).trimEnd();
    const [written, , gap = ''] = beside.exec(value) ?? [];
    const isNear = isAround(error, line.start, line.start + line.text.length);
    if (found === undefined || written === undefined || !isNear) continue;
    const { column } = found;
    const body = linesBelow(lines, index, column);
    const below = body.find((one) => !isBlank(one));
    const indentation = ' '.repeat(below?.indent ?? column + 2);
    const start = line.start + found.value;
    if (isOwnSign(value, below)) {
      yield {
        start,
        end: start + value.length,
        ...withoutBlock,
        edits: [{ start, end: start, newText: `|\n${indentation}` }],
      };
      continue;
    }
    const text = start + written.length;
    yield {
      start: text,
      end: start + value.length,
      code: 'text-beside-block',
      message: 'Text must start on the line below `|` or `>`: move it there.',
      title: 'Move the text to the next line',
      edits: [{ start: text - gap.length, end: text, newText: `\n${indentation}` }],
    };
  }
};

/** Whether the sign that a value begins with is of its text: a row of a table, or the first of several lines that are quoted. */
function isOwnSign(value: string, below: Line | undefined): boolean {
  const next = below?.text.trim() ?? '';
  if (value.startsWith('>')) return next.startsWith('>') && !/^>\s*>/.test(value);
  const isRow = value.startsWith('|') && value.endsWith('|');
  return (
    isRow && (next.startsWith('|') ? cells(next) === cells(value) : /^\|[^|]*[^|\s]/.test(value))
  );
}

const cells = (row: string) => row.split('|').length;
