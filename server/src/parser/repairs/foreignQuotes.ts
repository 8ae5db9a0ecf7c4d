import { endOfForeignQuote, foreignSignAt } from './brackets';
import { isBlank, keyLine, keyOn, type Line, type LineKey, linesOf } from './lines';
import { unquotedText } from './prose';
import { type Cure, isAround, type Repair } from './repair';

/** Signs that are looked at in one chunk. */
const most = 20;

/** Three quotes or backticks around a text, as Python, JavaScript and Markdown have them; three may not be closed. */
export const foreignQuotes: Repair = function* ({ source }) {
  if (!/"""|'''|`/.test(source)) return;
  const lines = linesOf(source);
  let looks = 0;
  for (const [index, line] of lines.entries()) {
    const found = line.isText ? undefined : keyOn(line);
    const sign = found && foreignSignAt(source, line.start + found.value);
    if (found === undefined || sign === undefined || looks === most) continue;
    looks += 1;
    const cure = inForeignQuotes(source, lines.slice(index), found, sign);
    if (cure !== undefined) yield cure;
  }
};

/** Before a text between brackets. */
const beforeText = /[:,[{][ \t\r\n]*(?="""|'''|`)/g;

/** The same between brackets. */
export const foreignQuotesInFlow: Repair = function* ({ source, error }) {
  if (error === undefined || !/[{[]/.test(source)) return;
  let looks = 0;
  for (const { index, 0: before } of source.matchAll(beforeText)) {
    const start = index + before.length;
    const sign = foreignSignAt(source, start);
    if (sign === undefined || looks === most || !isAround(error, start, start)) continue;
    looks += 1;
    const end = endOfForeignQuote(source, start, sign);
    if (end === undefined) continue;
    const text = source.slice(start + sign.length, end - sign.length).replaceAll('\r\n', '\n');
    yield {
      start,
      end: start + sign.length,
      code: unquotedText.code,
      message: `${signName(sign)} isn't a quote in YAML: write the text in double quotes.`,
      title: unquotedText.title,
      edits: [{ start, end, newText: JSON.stringify(plain(text, sign)) }],
      isGuess: isEscaped(text, sign),
    };
  }
};

/** @param lines from that of the key on */
function inForeignQuotes(
  source: string,
  lines: readonly Line[],
  found: LineKey,
  sign: string,
): Cure | undefined {
  const [first, ...below] = lines;
  const start = (first?.start ?? 0) + found.value;
  const inLine = endOfForeignQuote(first?.text ?? '', found.value, sign);
  // In one line, backticks may be of the text.
  if (inLine !== undefined)
    return sign === '`' ? undefined : inOneQuote(source, start, start + inLine - found.value, sign);
  const last =
    sign === '`' ? lineOfBacktick(source, start, below) : lastLine(below, found.column, sign);
  if (last === undefined && (sign === '`' || sign === "'''")) return undefined;
  const next = below.findIndex((line) => isNextKey(line, found.column));
  const unclosed = next < 0 ? below : below.slice(0, next);
  const text = last === undefined ? unclosed : below.slice(0, below.indexOf(last) + 1);
  const beside = (first?.text ?? '').slice(found.value + sign.length);
  const isEmpty = text.every((line) => isBlank(line) || line.text.trim() === sign);
  if (isEmpty && beside.trim() === '') return undefined;
  return asBlock({ start, sign, isClosed: last !== undefined, ...found }, first, text);
}

/**
 * The line at whose end a text is closed: the last before the next key, as the sign may stand in the text as well, else the first
 * that holds nothing else.
 */
function lastLine(below: readonly Line[], column: number, sign: string): Line | undefined {
  const next = below.findIndex((line) => isNextKey(line, column));
  const own = next < 0 ? below : below.slice(0, next);
  const closes = ({ text }: Line) => withoutComment(text).endsWith(sign);
  return own.findLast(closes) ?? below.find(({ text }) => withoutComment(text).trim() === sign);
}

/** The line that holds the next backtick, where that closes the text. */
function lineOfBacktick(source: string, start: number, below: readonly Line[]): Line | undefined {
  const end = endOfForeignQuote(source, start, '`') ?? -1;
  return below.find((line) => line.start < end && end <= line.start + line.text.length);
}

const withoutComment = (text: string) => (text.split(/[ \t]#/)[0] ?? '').trimEnd();

function isNextKey({ text, indent }: Line, column: number): boolean {
  return indent <= column && keyLine.test(text.slice(indent));
}

interface Opened extends LineKey {
  start: number;
  sign: string;
  isClosed: boolean;
}

/** @param below the lines of the text behind that of its key, with the closing sign */
function asBlock(
  { start, sign, isClosed, column, value }: Opened,
  head: Line | undefined,
  below: readonly Line[],
): Cure {
  const beside = (head?.text ?? '').slice(value + sign.length).trim();
  const isBeside = beside !== '' && !isLanguage(sign, beside);
  const last = isClosed ? below.at(-1) : undefined;
  const isAlone = last !== undefined && withoutComment(last.text).trim() === sign;
  const text = (isAlone ? below.slice(0, -1) : below).filter((one) => !isBlank(one));
  const least = Math.min(...text.map(({ indent }) => indent), column + 100);
  const isDeep = text.length > 0 && least > column;
  const indentation = ' '.repeat(isDeep ? least : column + 2);
  const added = ' '.repeat(isDeep ? 0 : Math.max(0, column + 2 - least));
  const close = last === undefined ? 0 : last.start + withoutComment(last.text).length;
  const written = [beside, ...text.map((line) => line.text)].join('\n');
  const behindSign = (head?.start ?? 0) + (head?.text.trimEnd().length ?? 0);
  return {
    start,
    end: start + sign.length,
    code: 'block-header',
    message: `${signName(sign)} doesn't start a text of several lines: write \`|\`.`,
    title: 'Change to `|`',
    edits: [
      isBeside
        ? { start, end: start + sign.length, newText: `|\n${indentation}` }
        : { start, end: behindSign, newText: '|' },
      ...text.map((one) => ({ start: one.start, end: one.start, newText: added })),
      ...(isAlone
        ? [{ start: last.start, end: last.start + last.text.length + 1, newText: '' }]
        : last === undefined
          ? []
          : [{ start: close - sign.length, end: last.start + last.text.length, newText: '' }]),
    ],
    isGuess: written.includes('\\'),
  };
}

/** `markdown` behind a code fence. */
function isLanguage(sign: string, beside: string): boolean {
  return sign === '```' && /^\w+$/.test(beside);
}

/** A text of one line. */
function inOneQuote(source: string, start: number, end: number, sign: string): Cure {
  const text = source.slice(start + sign.length, end - sign.length);
  return {
    start,
    end,
    ...unquotedText,
    edits: [{ start, end, newText: JSON.stringify(text) }],
    isGuess: text.includes('\\'),
  };
}

const plain = (text: string, sign: string) => (sign === '`' ? text.replaceAll('\\`', '`') : text);

/** Whether a text has escapes, whose meaning only its language knows. */
const isEscaped = (text: string, sign: string) => plain(text, sign).includes('\\');

/** What a sign is called; no backtick can stand between backticks. */
function signName(sign: string): string {
  return { '`': 'A backtick', '```': 'A code fence' }[sign] ?? `\`${sign}\``;
}
