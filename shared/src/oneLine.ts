/**
 * A text for a place that takes one line, as it is sent: editors and `|` put a line break at the end of a line, which
 * is no part of a key, an id or an address. A text of several lines, like a PEM key, stays as it is.
 */
export function withoutLineBreak(text: string): string {
  let end = text.length;
  while (isLineBreak(text.charAt(end - 1))) end -= 1;
  const line = text.slice(0, end);
  return /[\n\r]/.test(line) ? text : line;
}

const isLineBreak = (character: string) => character === '\n' || character === '\r';
