/**
 * A text that takes the place of another one, with the byte order mark, the kind of line breaks and the end of that one.
 * Line breaks of both kinds become those of its first line.
 */
export function inShapeOf(before: string, text: string): string {
  const mark = before.startsWith('\ufeff') ? '\ufeff' : '';
  const body = withoutEnds(before);
  const lineBreak = /\r\n|\r|\n/.exec(before)?.[0] ?? '\n';
  const lines = withoutEnds(text).split(/\r\n|\r|\n/);
  return mark + lines.join(lineBreak) + before.slice(body.length);
}

/** A text without the line breaks at its end. */
function withoutEnds(text: string): string {
  let { length } = text;
  while (/[\r\n]/.test(text.charAt(length - 1))) length -= 1;
  return text.slice(0, length);
}
