import { endOfQuote, foreignSignAt } from './brackets';
import { keyColumn, keyOn, type Line, linesOf } from './lines';
import { type Cure, isAround, type Repair } from './repair';

/** Quotes of a line from which on it is gone through. */
const most = 20;

/** What may open a quoted text in a line, with the sign before it. */
const opening = /(?:^|[:,[{-])[ \t]*(?=["'])/g;

/** What stands behind the quote that closes a text: nothing, or between brackets the next key or the end. */
const behindBlock = /^[ \t]*(?:$|[ \t]#)/;
const behindFlow = /^[ \t]*(?:,[ \t]*(?:"[^"]*"|[\w-]+)[ \t]*:|[,\]}]+[ \t]*(?:#|$)|$)/;
const behindAny = /^[ \t]*(?:$|[,\]}:]|[ \t]#)/;

/** `"A "quoted" name"` and `'A's desk'`: quotes inside the quotes of one line. */
export const quotesInside: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  for (const line of linesOf(source)) {
    const { start, text, isText } = line;
    if (!isText && isAround(error, start, start + text.length)) yield* curesOf(line);
  }
};

function* curesOf(line: Line): Iterable<Cure> {
  const { text } = line;
  let behind = 0;
  let looks = 0;
  for (const { index, 0: before } of text.matchAll(opening)) {
    const open = index + before.length;
    if (open < behind || looks === most || foreignSignAt(text, open) !== undefined) continue;
    behind = endOfQuote(text, open) ?? text.length;
    if (behindAny.test(text.slice(behind, behind + 100)) || !isInside(text, behind - 1)) continue;
    looks += 1;
    const isBlock = open === (keyOn(line)?.value ?? keyColumn(line));
    const cure = cureOf(line, open, isBlock ? behindBlock : behindFlow);
    if (cure !== undefined) yield cure;
  }
}

/** Whether a quote doesn't look like the end of a word in quotes, with which a sentence may begin. */
function isInside(text: string, quote: number): boolean {
  return /\s/.test(text.charAt(quote - 1)) || /\S/.test(text.charAt(quote + 1));
}

/** @param ends what stands behind the closing quote */
function cureOf({ start, text }: Line, open: number, ends: RegExp): Cure | undefined {
  const quote = text.charAt(open);
  const inside: number[] = [];
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && quote === '"') at += 1;
    else if (character === quote && ends.test(text.slice(at + 1, at + 200)))
      return escaped(start, quote, inside);
    else if (character === quote && quote === "'" && text.charAt(at + 1) === quote) at += 1;
    else if (character === quote) inside.push(at);
  }
  return undefined;
}

function escaped(line: number, quote: string, inside: readonly number[]): Cure | undefined {
  const [first, last] = [inside.at(0), inside.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const told =
    quote === '"'
      ? 'Write `\\"` for a quote inside double quotes'
      : "Write `''` for an apostrophe inside single quotes";
  return {
    start: line + first,
    end: line + last + 1,
    code: 'quote-in-quotes',
    message: `${told}.`,
    title: told,
    edits: inside.map((at) => ({
      start: line + at,
      end: line + at,
      newText: quote === '"' ? '\\' : quote,
    })),
  };
}
