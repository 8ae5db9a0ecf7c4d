import { keyLine } from './lines';

/**
 * Where the quoted text or flow collection that opens at an offset ends, behind its closing sign.
 *
 * @returns undefined when it is never closed
 */
export function endOfOpened(source: string, open: number): number | undefined {
  if (opensQuote(source, open)) return endOfQuotedLines(source, open) ?? endOfQuote(source, open);
  let depth = 0;
  for (const at of bracketsFrom(source, open)) {
    depth += opens(source, at) ? 1 : -1;
    if (depth <= 0) return at + 1;
  }
  return undefined;
}

/** A bracket that closes no collection of its kind. */
export interface WrongBracket {
  at: number;
  /** What belongs there. */
  wanted: string;
  /** Where the collection begins that is still open. */
  open: number;
  /** One of its kind is open further out, and this one isn't closed. */
  closesOuter: boolean;
}

/**
 * The first bracket of the flow collection that opens at an offset which is of the other kind than the one that it has to close.
 *
 * @returns undefined when there is none
 */
export function wrongBracketIn(source: string, open: number): WrongBracket | undefined {
  const opened: number[] = [];
  const closing = (at: number) => (source.charAt(at) === '{' ? '}' : ']');
  for (const at of bracketsFrom(source, open)) {
    if (opens(source, at)) {
      opened.push(at);
      continue;
    }
    const last = opened.pop();
    if (last === undefined) return undefined;
    const [written, wanted] = [source.charAt(at), closing(last)];
    if (wanted !== written) {
      const closesOuter = opened.some((one) => closing(one) === written);
      return { at, wanted, open: last, closesOuter };
    }
    if (opened.length === 0) return undefined;
  }
  return undefined;
}

const opens = (source: string, at: number) => /[[{]/.test(source.charAt(at));

/** The offsets of the brackets from an offset on, not those in quotes; none behind a quote that is never closed. */
export function* bracketsFrom(source: string, open: number): Iterable<number> {
  for (let at = open; at < source.length; at += 1) {
    if (opensQuote(source, at)) {
      const end = endOfQuote(source, at);
      if (end === undefined) return;
      at = end - 1;
    } else if (/[[\]{}]/.test(source.charAt(at))) {
      yield at;
    }
  }
}

/** An apostrophe behind a letter is part of a word, and so are backticks elsewhere than before a value. */
function opensQuote(source: string, at: number): boolean {
  const character = source.charAt(at);
  if (character === '`') return /[:,[{]\s?$/.test(source.slice(Math.max(0, at - 2), at));
  return character === '"' || (character === "'" && !/\w/.test(source.charAt(at - 1)));
}

/** Signs around texts in Python, JavaScript and Markdown; YAML has none of them. */
const foreignSigns = ['"""', "'''", '```', '`'];

/** Where a line ends behind the sign that opens a text; a code fence may name a language. */
const endsLine = /[ \t]*(?:\r?\n|$)/y;
const endsLineOfFence = /\w*[ \t]*(?:\r?\n|$)/y;

/** What may stand behind the closing sign of a value. */
const behindValue = /[ \t]*(?:[,\]}]|\r?\n|$)|[ \t]+#/y;

const matchesAt = (pattern: RegExp, source: string, at: number) => {
  pattern.lastIndex = at;
  return pattern.test(source);
};

/** The sign of another language that may open a text at an offset; undefined where none does. */
export function foreignSignAt(source: string, at: number): string | undefined {
  const sign = foreignSigns.find((one) => source.startsWith(one, at));
  if (sign === '```') return matchesAt(endsLineOfFence, source, at + 3) ? sign : undefined;
  // To YAML, an apostrophe may follow a single quote.
  if (sign === "'''") return matchesAt(endsLine, source, at + 3) ? sign : undefined;
  return sign;
}

/** Where a text that a sign opens at an offset ends, behind its closing sign; undefined when that is missing. */
export function endOfForeignQuote(source: string, open: number, sign: string): number | undefined {
  let at = source.indexOf(sign, open + sign.length);
  while (at >= 0) {
    const end = at + sign.length;
    const isEscaped = source.charAt(at - 1) === '\\';
    if (!isEscaped && matchesAt(behindValue, source, end)) return end;
    // A backtick that is of the text could be any.
    if (!isEscaped && sign === '`') return undefined;
    at = source.indexOf(sign, end);
  }
  return undefined;
}

/** Where a quoted text that opens at an offset ends, behind its closing quote; undefined when it is never closed. */
export function endOfQuote(source: string, open: number): number | undefined {
  const sign = foreignSignAt(source, open);
  const end = sign === undefined ? undefined : endOfForeignQuote(source, open, sign);
  if (end !== undefined || (sign !== undefined && sign !== "'''")) return end;
  const quote = source.charAt(open);
  for (let at = open + 1; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '\\' && quote === '"') at += 1;
    else if (character === quote) return at + 1;
  }
  return undefined;
}

const toEndOfLine = /[ \t]*(?:#.*)?(?:\r?\n|$)/y;
const emptyLine = /[ \t]*(?:#.*)?\r?\n/y;

/** Closing quotes that are looked at, and empty lines behind each. */
const mostQuotes = 200;
const mostEmpty = 20;

/**
 * Where a text ends in which quotes may stand that are no end of it, behind the first that ends a line and is followed by a key
 * or nothing; undefined where none is, and for signs of other languages.
 */
function endOfQuotedLines(source: string, open: number): number | undefined {
  const quote = source.charAt(open);
  if ((quote !== '"' && quote !== "'") || foreignSignAt(source, open) !== undefined)
    return undefined;
  let looks = 0;
  for (let at = open + 1; at < source.length && looks < mostQuotes; at += 1) {
    if (source.charAt(at) === '\\' && quote === '"') {
      at += 1;
      continue;
    }
    if (source.charAt(at) !== quote) continue;
    const isDoubled = quote === "'" && source.charAt(at + 1) === quote;
    if (isDoubled) at += 1;
    else if (isEndOfValue(source, at + 1)) return at + 1;
    looks += 1;
  }
  return undefined;
}

function isEndOfValue(source: string, at: number): boolean {
  if (!matchesAt(toEndOfLine, source, at)) return false;
  let next = toEndOfLine.lastIndex;
  for (let lines = 0; lines < mostEmpty && matchesAt(emptyLine, source, next); lines += 1)
    next = emptyLine.lastIndex;
  return (
    keyLine.test(source.slice(next, next + 200).trimStart()) ||
    source.slice(next, next + 200).trim() === ''
  );
}
