/**
 * Where the quoted text or flow collection that opens at an offset ends, behind its closing sign.
 *
 * @returns undefined when it is never closed
 */
export function endOfOpened(source: string, open: number): number | undefined {
  if (opensQuote(source, open)) return endOfQuote(source, open);
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
function* bracketsFrom(source: string, open: number): Iterable<number> {
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

/** An apostrophe behind a letter is part of a word. */
function opensQuote(source: string, at: number): boolean {
  const character = source.charAt(at);
  return character === '"' || (character === "'" && !/\w/.test(source.charAt(at - 1)));
}

/** Three quotes, as Python has them around a text of several lines; to YAML, an apostrophe may follow a single quote. */
const threeQuotes = /^(?:"""|'''[ \t]*(?:\r?\n|$))/;

/** Three more at the end of a line or value, by the sign. */
const closings: Record<string, RegExp> = {
  '"': /"""(?=[ \t]*(?:[,\]}]|\r?\n|$))/,
  "'": /'''(?=[ \t]*(?:[,\]}]|\r?\n|$))/,
};

/** Whether three quotes open a text of several lines at an offset. */
export function opensThreeQuotes(source: string, at: number): boolean {
  return threeQuotes.test(source.slice(at, at + 100));
}

/** Where a quoted text that opens at an offset ends, behind its closing quote; undefined when it is never closed. */
export function endOfQuote(source: string, open: number): number | undefined {
  const quote = source.charAt(open);
  if (opensThreeQuotes(source, open)) {
    const close = source.slice(open + 3).search(closings[quote] ?? '');
    return close < 0 ? undefined : open + 3 + close + 3;
  }
  for (let at = open + 1; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '\\' && quote === '"') at += 1;
    else if (character === quote) return at + 1;
  }
  return undefined;
}
