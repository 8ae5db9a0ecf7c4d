import { lineAt } from '../../base/lines';
import { bracketsFrom, endOfQuote, foreignSignAt } from './brackets';
import { isBlank, keyOn, type Line, linesOf } from './lines';
import type { Cure, Repair } from './repair';

const opening = /(?:^|[:,[{])[ \t]*(?=["'])/g;

/** `{"a": "b,` and `{"a": "b}`: a quote between brackets that the line doesn't close. */
export const unclosedQuote: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const isWhole = /^\s*[{[]/.test(source);
  let isInFlow = false;
  for (const line of linesOf(source)) {
    const { start, text, isText } = line;
    isInFlow ||= !isText && /(?:^|[:\s-])[{[]/.test(text);
    const open = isText || !isInFlow ? undefined : quoteLeftOpen(text);
    if (open === undefined || (!isWhole && open === keyOn(line)?.value)) continue;
    const written = text.trimEnd();
    const signs = /(?<![,\]}])[,\]}]+$/.exec(written.slice(open + 1))?.[0] ?? '';
    for (const end of new Set([written.length - signs.length, written.length]))
      yield notClosed(start + open, start + written.length, start + end, text.charAt(open));
  }
};

/** Where a quote opens a value that the line doesn't close. */
function quoteLeftOpen(text: string): number | undefined {
  let behind = 0;
  for (const { index, 0: before } of text.matchAll(opening)) {
    const open = index + before.length;
    if (open < behind) continue;
    if (foreignSignAt(text, open) !== undefined) return undefined;
    const end = endOfQuote(text, open);
    if (end === undefined) return open;
    behind = end;
  }
  return undefined;
}

/** @param at where the closing sign belongs */
function notClosed(start: number, end: number, at: number, sign: string, newText = sign): Cure {
  const what = /["']/.test(sign) ? 'quote' : `\`${sign}\``;
  return {
    start,
    end,
    code: 'unclosed',
    message: `The ${what} opened here is never closed: close it at the end of the value.`,
    title: `Add \`${newText.trim()}\``,
    edits: [{ start: at, end: at, newText }],
  };
}

/** `{"a": {"b": 1` above a `}` in the margin: brackets inside others that are open where the lines are indented no deeper any more. */
export const unclosedInside: Repair = function* ({ source, error }) {
  if (error === undefined || !/[[{]/.test(source)) return;
  const lines = linesOf(source).filter((line) => !line.isText && !isBlank(line));
  const opened: { at: number; line: Line }[] = [];
  const found = lines.findIndex(({ text }) => /(?:^|[:\s-])[{[]/.test(text));
  const head = lines[found];
  if (head === undefined) return;
  const brackets = [...bracketsFrom(source, head.start)];
  let next = 0;
  for (const [index, line] of lines.entries()) {
    const last = opened.at(-1);
    if (last !== undefined && opened.length > 1 && isOutside(line, last, source)) {
      yield innerNotClosed(source, last, line);
      return;
    }
    const end = lines[index + 1]?.start ?? source.length;
    for (let at = brackets[next]; at !== undefined && at < end; at = brackets[next]) {
      if (/[[{]/.test(source.charAt(at))) opened.push({ at, line });
      else opened.pop();
      next += 1;
    }
  }
};

const closing: Record<string, string> = { '{': '}', '[': ']' };

/** Whether a line stands no deeper than the one in which a bracket is opened, and doesn't begin by closing it. */
function isOutside(line: Line, { at, line: head }: { at: number; line: Line }, source: string) {
  if (line.indent > head.indent) return false;
  const closes = line.text.startsWith(closing[source.charAt(at)] ?? '', line.indent);
  return !closes || line.indent < head.indent;
}

function innerNotClosed(source: string, opened: { at: number; line: Line }, next: Line): Cure {
  const { at, line } = opened;
  const sign = source.charAt(at);
  const content = source.slice(0, next.start).trimEnd();
  const isCloser = /^\s*[\]}]/.test(next.text);
  const end = !isCloser && content.endsWith(',') ? content.length - 1 : content.length;
  const isAlone = line.text.trimEnd().length === at - line.start + 1;
  const close = closing[sign] ?? '';
  const newText = isAlone && end > at + 1 ? `\n${' '.repeat(line.indent)}${close}` : close;
  const { start, text } = lineAt(source, at);
  return notClosed(at, start + text.trimEnd().length, end, sign, newText);
}

const keyAlone = /(?:^|[{,])\s*("[^"\n]*"|[\w-]+)[ \t]*:$/;
const key = /^\s*(?:"[^"\n]*"|[\w-]+)[ \t]*:(?:\s|$)/;

/** `{"a":` above another key. */
export const noValueYet: Repair = function* ({ source, error }) {
  if (error === undefined || !/[[{]/.test(source)) return;
  const lines = linesOf(source).filter((line) => !line.isText && !isBlank(line));
  for (const [index, { start, text }] of lines.entries()) {
    const written = text.trimEnd();
    const [, name] = keyAlone.exec(written) ?? [];
    if (name === undefined || !key.test(lines[index + 1]?.text ?? '')) continue;
    const end = start + written.length;
    const from = start + written.lastIndexOf(name);
    yield {
      start: from,
      end: from + name.length,
      code: 'empty-value',
      message: `\`${name.replaceAll('"', '')}\` has no value yet: write one, and \`,\` behind it.`,
      title: 'Add the value',
      edits: [{ start: end, end, newText: ' null,' }],
      isGuess: true,
      isHalfTyped: true,
    };
  }
};
