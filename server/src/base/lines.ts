/** The line around an offset: where it begins, and its text without the line break. */
export function lineAt(source: string, offset: number): { start: number; text: string } {
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  const end = source.indexOf('\n', offset);
  return { start, text: source.slice(start, end < 0 ? source.length : end).replace(/\r$/, '') };
}

/** The column of an offset in its line, in UTF-16 units. */
export function columnOf(text: string, offset: number): number {
  return offset - lineAt(text, offset).start;
}

/** The line feeds that a text ends with. */
export function endingOf(text: string): string {
  let start = text.length;
  while (text.charAt(start - 1) === '\n') start -= 1;
  return text.slice(start);
}
