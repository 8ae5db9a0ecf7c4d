import type { Edit } from '../../base/edit';
import { endOfOpened, endOfQuote, foreignQuoteAt } from './brackets';
import { isBlank, keyColumn, keyLine, keyOn, type Line, type LineKey, linesOf } from './lines';
import { textKeys, unquotedText } from './prose';
import { type Cure, isAround, type Repair } from './repair';

const opened = /^(\s*(?:- +)*[A-Za-z_][\w-]*:[ \t]*)["']/;

/** Text in quotes that goes on in lines which are not indented deeper than its key. */
export const quotedLines: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const key = line.isText ? undefined : opened.exec(line.text)?.[1];
    if (key === undefined) continue;
    const open = line.start + key.length;
    const end = (endOfOpened(source, open) ?? 0) - 1;
    const below = lines.slice(index + 1).filter((one) => one.start < end && !isBlank(one));
    const column = keyColumn(line);
    const [first] = below;
    const isShallow = below.some(({ indent }) => indent <= column);
    if (first !== undefined && isShallow && endsLine(source, end)) {
      const isProse = textKeys.has(keyOn(line)?.key);
      yield indented(source, { open, end, isProse }, first, below, ' '.repeat(column + 2));
    }
  }
};

/** Three quotes or backticks around a text, as Python, JavaScript and Markdown have them; three may not be closed. */
export const foreignQuotes: Repair = function* ({ source }) {
  if (!/"""|'''|`/.test(source)) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const found = line.isText ? undefined : keyOn(line);
    const cure = found && inForeignQuotes(source, lines.slice(index), found);
    if (cure !== undefined) yield cure;
  }
};

/** @param lines from that of the key on */
function inForeignQuotes(source: string, lines: readonly Line[], found: LineKey): Cure | undefined {
  const start = (lines[0]?.start ?? 0) + found.value;
  const sign = foreignQuoteAt(source, start);
  if (sign === undefined) return undefined;
  const close = endOfQuote(source, start);
  if (close !== undefined && !endsLine(source, close - 1)) return undefined;
  const end = close ?? endOfText(lines, found.column);
  if (source.slice(start, end).trimEnd().includes('\n'))
    return asBlock(lines, found, { start, end, sign, isClosed: close !== undefined });
  // In one line, backticks may be of the text.
  return sign === '`' ? undefined : inOneQuote(source, start, end);
}

/** What a sign is called; no backtick can stand between backticks. */
function signName(sign: string): string {
  return { '`': 'A backtick', '```': 'A code fence' }[sign] ?? `\`${sign}\``;
}

/** Before a text between brackets. */
const beforeText = /[:,[{][ \t\r\n]*(?="""|'''|`)/g;

/** The same between brackets. */
export const foreignQuotesInFlow: Repair = function* ({ source, error }) {
  if (error === undefined || !/[{[]/.test(source)) return;
  for (const { index, 0: before } of source.matchAll(beforeText)) {
    const start = index + before.length;
    const sign = foreignQuoteAt(source, start);
    const end = sign === undefined ? undefined : endOfQuote(source, start);
    if (sign === undefined || end === undefined || !isAround(error, start, end)) continue;
    const text = source.slice(start + sign.length, end - sign.length);
    yield {
      start,
      end: start + sign.length,
      code: unquotedText.code,
      message: `${signName(sign)} isn't a quote in YAML: write the text in double quotes.`,
      title: unquotedText.title,
      edits: [
        {
          start,
          end,
          newText: JSON.stringify(text.replaceAll('\r\n', '\n').replaceAll('\\`', '`')),
        },
      ],
    };
  }
};

/** Where the key behind a text begins, as no quotes end the text. */
function endOfText([, ...below]: readonly Line[], column: number): number {
  const next = below.find(
    ({ text, indent }) => indent <= column && keyLine.test(text.slice(indent)),
  );
  const last = below.at(-1);
  return next?.start ?? (last === undefined ? 0 : last.start + last.text.length);
}

function asBlock(
  [line, ...rest]: readonly Line[],
  { column, value }: LineKey,
  { start, end, sign, isClosed }: { start: number; end: number; sign: string; isClosed: boolean },
): Cure {
  const isBeside = line?.text.slice(value + sign.length).trim() !== '';
  const below = rest.filter((one) => one.start < end);
  const last = below.at(-1);
  const isAlone = isClosed && last !== undefined && end - sign.length === last.start + last.indent;
  const text = (isAlone ? below.slice(0, -1) : below).filter((one) => !isBlank(one));
  const least = Math.min(...text.map(({ indent }) => indent));
  const isDeep = least > column;
  const indentation = ' '.repeat(isDeep ? least : column + 2);
  const added = ' '.repeat(isDeep ? 0 : column + 2 - least);
  return {
    start,
    end: start + sign.length,
    code: 'block-header',
    message: `${signName(sign)} doesn't start a text of several lines: write \`|\`.`,
    title: 'Change to `|`',
    edits: [
      {
        start,
        end: start + sign.length,
        newText: isBeside ? `|\n${indentation}` : '|',
      },
      ...text.map((one) => ({ start: one.start, end: one.start, newText: added })),
      ...(isAlone
        ? [{ start: last.start, end: last.start + last.text.length + 1, newText: '' }]
        : []),
      ...(isClosed && !isAlone ? [{ start: end - sign.length, end, newText: '' }] : []),
    ],
  };
}

/** A text of one line. */
function inOneQuote(source: string, start: number, end: number): Cure {
  const written = source.slice(start, end).trimEnd();
  const text = written.slice(3).replace(/(?:"{1,3}|'{1,3})$/, '');
  return {
    start,
    end: start + written.length,
    ...unquotedText,
    edits: [{ start, end: start + written.length, newText: JSON.stringify(text) }],
  };
}

/** Whether nothing stands behind a closing quote in its line. */
function endsLine(source: string, quote: number): boolean {
  return /^[ \t\r]*(?:\n|$)/.test(source.slice(quote + 1));
}

/** @param quotes their offsets, and whether the lines between them are sentences */
function indented(
  source: string,
  { open, end, isProse }: { open: number; end: number; isProse: boolean },
  first: Line,
  below: readonly Line[],
  indentation: string,
): Cure {
  const edits = below.map(({ start }): Edit => ({ start, end: start, newText: indentation }));
  const place = {
    start: first.start + first.indent,
    end: first.start + first.text.trimEnd().length,
    code: 'bad-indentation',
  };
  if (!isProse || source.slice(open + 1, end).includes('\\')) {
    return {
      ...place,
      message: 'Text in quotes that continues on another line must be indented: indent it.',
      title: 'Indent the text',
      edits,
    };
  }
  return {
    ...place,
    message: 'Text of several lines needs `|` instead of quotes: write it indented below `|`.',
    title: 'Write `|` and indent the text',
    edits: [
      { start: open, end: open + 1, newText: `|\n${indentation}` },
      ...edits,
      { start: end, end: end + 1, newText: '' },
    ],
  };
}
