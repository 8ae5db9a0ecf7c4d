import type { Edit } from '../../base/edit';
import { endOfOpened, endOfQuote } from './brackets';
import { isBlank, keyColumn, keyOn, type Line, linesOf } from './lines';
import { textKeys } from './prose';
import type { Cure, Repair } from './repair';

const opened = /^(\s*(?:- +)*[A-Za-z_][\w-]*:[ \t]*)["']/;

/** Text in quotes that goes on in lines which are not indented deeper than its key, or in which quotes stand. */
export const quotedLines: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  let behind = 0;
  for (const [index, line] of lines.entries()) {
    const key = line.isText || line.start < behind ? undefined : opened.exec(line.text)?.[1];
    if (key === undefined) continue;
    const open = line.start + key.length;
    behind = (endOfOpened(source, open) ?? 0) - 1;
    const below = linesUpTo(lines, index + 1, behind);
    const cure = cureOf(source, line, { open, end: behind, column: keyColumn(line), below });
    if (cure !== undefined) yield cure;
  }
};

function cureOf(source: string, line: Line, text: QuotedText): Cure | undefined {
  const { open, end, column, below } = text;
  const isEmpty = below.every((one) => isBlank(one) || one.start + one.indent === end);
  if (isEmpty || !endsLine(source, end)) return undefined;
  const holdsQuotes = endOfQuote(source, open) !== end + 1;
  const isShallow = below.some((one) => !isBlank(one) && one.indent <= column);
  const isEscaped = source.charAt(open) === '"' && source.slice(open, end).includes('\\');
  const isProse = textKeys.has(keyOn(line)?.key) && !isEscaped;
  if (isProse && (isShallow || holdsQuotes)) return asBlock(source, text);
  return isShallow && !holdsQuotes ? indented(text) : undefined;
}

/** Offsets of the quotes, the column of the key, and the lines below it up to the closing quote. */
interface QuotedText {
  open: number;
  end: number;
  column: number;
  below: readonly Line[];
}

function linesUpTo(lines: readonly Line[], from: number, end: number): readonly Line[] {
  let to = from;
  while ((lines[to]?.start ?? end) < end) to += 1;
  return lines.slice(from, to);
}

/** Whether nothing stands behind a closing quote in its line. */
function endsLine(source: string, quote: number): boolean {
  return /^[ \t\r]*(?:\n|$)/.test(source.slice(quote + 1, quote + 1_000));
}

const withContent = (lines: readonly Line[]) => lines.filter((line) => !isBlank(line));

function placeOf([first]: readonly Line[]): Pick<Cure, 'start' | 'end' | 'code'> {
  const { start, indent, text } = first ?? { start: 0, indent: 0, text: '' };
  return { start: start + indent, end: start + text.trimEnd().length, code: 'bad-indentation' };
}

function indented({ column, below }: QuotedText): Cure {
  const content = withContent(below);
  return {
    ...placeOf(content),
    message: 'Text in quotes that continues on another line must be indented: indent it.',
    title: 'Indent the text',
    edits: content.map(({ start }) => ({ start, end: start, newText: ' '.repeat(column + 2) })),
  };
}

/**
 * What makes a text a block: `|` in place of the quote that opens it, and its lines deeper than its key.
 * @param content the lines below that quote that are not blank
 */
export function blockInPlace(
  source: string,
  { open, column }: Pick<QuotedText, 'open' | 'column'>,
  content: readonly Line[],
): Edit[] {
  const [first] = content;
  const least = Math.min(...content.map(({ indent }) => indent));
  const added = least > column ? 0 : column + 2 - least;
  const isAlone = endsLine(source, open);
  return [
    isAlone
      ? { start: open, end: first?.start ?? open + 1, newText: '|\n' }
      : { start: open, end: open + 1, newText: `|\n${' '.repeat(least + added)}` },
    ...content.map(({ start, indent }, at) =>
      at === 0 && isAlone && indent > least
        ? { start, end: start + indent, newText: ' '.repeat(least + added) }
        : { start, end: start, newText: ' '.repeat(added) },
    ),
  ];
}

function asBlock(source: string, { open, end, column, below }: QuotedText): Cure {
  const isCloser = (line: Line) => line.start + line.indent === end;
  const content = withContent(below).filter((line) => !isCloser(line));
  const doubled =
    source.charAt(open) === "'" ? [...source.slice(open + 1, end).matchAll(/''/g)] : [];
  const closer = source.lastIndexOf('\n', end) + 1;
  const lineEnd = source.indexOf('\n', end);
  const isAlone = source.slice(closer, end).trim() === '';
  const edits: Edit[] = [
    ...blockInPlace(source, { open, column }, content),
    ...doubled.map(({ index }) => ({
      start: open + 1 + index,
      end: open + 2 + index,
      newText: '',
    })),
    isAlone
      ? { start: closer, end: lineEnd < 0 ? source.length : lineEnd + 1, newText: '' }
      : { start: end, end: end + 1, newText: '' },
  ];
  return {
    ...placeOf(content),
    message: 'Text of several lines needs `|` instead of quotes: write it indented below `|`.',
    title: 'Write `|` and indent the text',
    edits: edits.sort((one, other) => one.start - other.start),
  };
}
