/** Whole lines of the text that belong together. */
export interface Chunk {
  source: string;
  /** Where `source` begins in the text, in UTF-16 units. */
  offset: number;
}

/**
 * Splits lines into entries of a map or items of a list: a chunk begins at each line that is
 * indented no deeper than the first, and holds what is indented below it.
 */
export function splitChunks({ source, offset }: Chunk): Chunk[] {
  const chunks: Chunk[] = [];
  let indent = -1;
  for (const line of linesOf(source)) {
    const current = chunks.at(-1);
    if (indent < 0 && isContent(line.text)) indent = widthOf(line.text);
    if (current === undefined || (indent >= 0 && begins(line.text, indent, current.source))) {
      chunks.push({ source: line.text, offset: offset + line.start });
    } else {
      current.source += line.text;
    }
  }
  return chunks;
}

/** The first line of a chunk and the lines below it. */
export function headAndBody({ source, offset }: Chunk): { head: Chunk; body: Chunk } {
  const lines = linesOf(source);
  const first = lines.find(({ text }) => isContent(text)) ?? lines[0];
  const end = first === undefined ? 0 : first.start + first.text.length;
  return {
    head: { source: source.slice(0, end), offset },
    body: { source: source.slice(end), offset: offset + end },
  };
}

function begins(line: string, indent: number, current: string): boolean {
  if (!isContent(line) || widthOf(line) > indent) return false;
  if (!isContent(current)) return false;
  if (/^[ \t]*[}\]]/.test(line)) return false;
  // A list may stand under its key without being indented.
  return !(isItem(line) && widthOf(line) === indent && !isItem(firstContent(current)));
}

/** Whether a line begins an item of a block list. */
export function isItem(line: string): boolean {
  return /^[ \t]*-(?:\s|$)/.test(line);
}

/** Columns of white space before the content; a tab counts as two, as it stands for indentation. */
function widthOf(line: string): number {
  const white = /^[ \t]*/.exec(line)?.[0] ?? '';
  return white.length + white.split('\t').length - 1;
}

function isContent(text: string): boolean {
  return /^[ \t]*[^\s#]/m.test(text);
}

function firstContent(text: string): string {
  return text.split('\n').find(isContent) ?? '';
}

function linesOf(source: string): { text: string; start: number }[] {
  const lines: { text: string; start: number }[] = [];
  for (const match of source.matchAll(/[^\n]*\n|[^\n]+$/g)) {
    lines.push({ text: match[0], start: match.index });
  }
  return lines;
}
