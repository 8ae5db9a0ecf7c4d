/** A line of a chunk, in offsets of UTF-16 units. */
export interface Line {
  start: number;
  /** Without the line break. */
  text: string;
  /** Characters of white space before the content, of whatever kind. */
  indent: number;
  /** It is a line of a block scalar, whose text means nothing to YAML. */
  isText: boolean;
}

const blockHeader = /(?:^|[\s:-])[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:#.*)?$/;

/** The lines of a chunk, with which of them are text of block scalars. */
export function linesOf(source: string): Line[] {
  const lines: Line[] = [];
  let holder: number | undefined;
  for (let start = 0; start < source.length; ) {
    const next = source.indexOf('\n', start);
    const end = next < 0 ? source.length : next;
    const text = source.slice(start, source.charAt(end - 1) === '\r' ? end - 1 : end);
    const indent = text.length - text.trimStart().length;
    const isBlank = indent === text.length;
    if (holder !== undefined && !isBlank && indent <= holder) holder = undefined;
    const isText = holder !== undefined;
    lines.push({ start, text, indent, isText });
    if (!isText && blockHeader.test(text)) holder = indent;
    start = end + 1;
  }
  return lines;
}

/** The column of the key on a line, behind the dashes of list items. */
export function keyColumn({ text, indent }: Line): number {
  let column = indent;
  while (text.startsWith('- ', column)) {
    column += 2;
    while (text.charAt(column) === ' ') column += 1;
  }
  return column;
}

/** The lines below one that are indented deeper than a column, and blank ones between them. */
export function linesBelow(lines: readonly Line[], index: number, column: number): Line[] {
  const below: Line[] = [];
  for (const line of lines.slice(index + 1)) {
    if (!isBlank(line) && line.indent <= column) break;
    below.push(line);
  }
  while (below.length > 0 && isBlank(below.at(-1))) below.pop();
  return below;
}

/** Whether a line holds nothing. */
export function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.indent === line.text.length;
}
