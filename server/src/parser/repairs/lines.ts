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

const blockHeader = /^(?:&\S+[ \t]+)?[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:#.*)?$/;

/** Whether a block scalar begins at the end of a line. */
export function opensBlock(line: Line): boolean {
  return blockHeader.test(line.text.slice(valueStart(line)));
}

/** Where the value of a line begins in it: behind its dashes, and its key if it has one. */
function valueStart(line: Line): number {
  return keyOn(line)?.value ?? keyColumn(line);
}

/** A key that begins a line. */
export interface LineKey {
  /** As it is written. */
  key: string;
  /** Its column. */
  column: number;
  /** Where its value begins in the line, or would begin. */
  value: number;
}

/** How keys of specs begin a line, behind its white space; prose seldom does. */
export const keyLine = /^(?:- +)?(?:[a-z_]\w*|"[a-z_]\w*")\s*:(?:\s|$)/;

/** The key at the beginning of a line, behind the dashes of list items; undefined when there is none. */
export function keyOn(line: Line): LineKey | undefined {
  const { text } = line;
  const column = keyColumn(line);
  const colon = text.indexOf(':', column);
  if (colon <= column || !/^[^\s#"'[{]/.test(text.slice(column, column + 1))) return undefined;
  let value = colon + 1;
  while (text.charAt(value) === ' ' || text.charAt(value) === '\t') value += 1;
  const isKey = value > colon + 1 || value === text.length;
  return isKey ? { key: text.slice(column, colon), column, value } : undefined;
}

let known: { source: string; lines: readonly Line[] } = { source: '', lines: [] };

/** The lines of a chunk, with which of them are text of block scalars; kept for the next who asks for those of the same chunk. */
export function linesOf(source: string): readonly Line[] {
  if (known.source !== source) known = { source, lines: split(source) };
  return known.lines;
}

function split(source: string): Line[] {
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
    const line = { start, text, indent, isText };
    lines.push(line);
    if (!isText && opensBlock(line)) holder = indent;
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

/**
 * The lines below one that are indented deeper than a column, and blank ones between them.
 *
 * @param also those with a dash in the column, and such as begin with `#` and are followed by others
 */
export function linesBelow(
  lines: readonly Line[],
  index: number,
  column: number,
  also?: 'items' | 'items and headings',
): Line[] {
  const below: Line[] = [];
  for (let at = index + 1; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    const isItem = also && line.indent === column && line.text.startsWith('- ', column);
    const isHeading = also === 'items and headings' && isComment(line);
    if (!isBlank(line) && line.indent <= column && !isItem && !isHeading) break;
    below.push(line);
  }
  const isNone = (line: Line) => isBlank(line) || (line.indent <= column && isComment(line));
  return below.slice(0, below.findLastIndex((line) => !isNone(line)) + 1);
}

/** Whether a line holds nothing. */
export function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.indent === line.text.length;
}

/** Whether a line is a comment, or a heading of a text that lost its indentation. */
export function isComment({ text, indent }: Line): boolean {
  return text.startsWith('#', indent);
}
