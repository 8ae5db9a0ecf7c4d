/**
 * Where the quoted text or flow collection that opens at an offset ends, behind its closing sign.
 *
 * @returns undefined when it is never closed
 */
export function endOfOpened(source: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (opensQuote(source, at)) {
      const end = endOfQuote(source, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (character === '{' || character === '[') {
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
    }
    if (depth <= 0) return at + 1;
  }
  return undefined;
}

/** An apostrophe behind a letter is part of a word. */
function opensQuote(source: string, at: number): boolean {
  const character = source.charAt(at);
  return character === '"' || (character === "'" && !/\w/.test(source.charAt(at - 1)));
}

/** Where a quoted text that opens at an offset ends, behind its closing quote; undefined when it is never closed. */
export function endOfQuote(source: string, open: number): number | undefined {
  const quote = source.charAt(open);
  for (let at = open + 1; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '\\' && quote === '"') at += 1;
    else if (character === quote) return at + 1;
  }
  return undefined;
}
