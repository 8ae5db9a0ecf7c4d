import { limitChunks } from './limits';
import { isOddSpace } from './oddSpaces';

/** Whole lines of the text that belong together. */
export interface Chunk {
  source: string;
  /** Where `source` begins in the text, in UTF-16 units. */
  offset: number;
}

/** What decides where the next chunk begins. */
export interface Splitting {
  /** Columns of white space before the first content; -1 as long as there was none. */
  indent: number;
  /** Whether the chunk that is open has content. */
  hasContent: boolean;
  /** Whether the first content of that chunk is an item of a list. */
  isItem: boolean;
  /** Whether the first content of all is one: then each item begins a chunk, also below a key that lost its indentation. */
  isList: boolean;
}

/** Before the first line. */
const unsplit: Splitting = { indent: -1, hasContent: false, isItem: false, isList: false };

/**
 * Splits lines into entries of a map or items of a list: a chunk begins at each line that is
 * indented no deeper than the first, and holds what is indented below it.
 *
 * @param state what was met before `source`
 */
export function splitChunks(
  source: string,
  state: Splitting = unsplit,
): { chunks: Chunk[]; state: Splitting } {
  const chunks: Chunk[] = [];
  let open = 0;
  let { indent, hasContent, isItem, isList } = state;
  const close = (end: number) => {
    if (end > open) chunks.push({ source: source.slice(open, end), offset: open });
    open = end;
  };
  for (let line = 0; line < source.length; line = lineAfter(source, line)) {
    const { content, width } = leadOf(source, line);
    if (content < 0) continue;
    if (indent < 0) {
      indent = width;
      isList = isItemAt(source, content);
    }
    const begins = beginsChunk(source, line, { indent, hasContent, isItem, isList });
    if (begins) {
      close(line);
      limitChunks(chunks.length);
    }
    if (begins || !hasContent) isItem = isItemAt(source, content);
    hasContent = true;
  }
  close(source.length);
  return { chunks, state: { indent, hasContent, isItem, isList } };
}

/** Where the line behind the one of an offset begins. */
function lineAfter(source: string, offset: number): number {
  const end = source.indexOf('\n', offset);
  return end < 0 ? source.length : end + 1;
}

/** Whether a chunk begins at a line, given what stands above it. */
export function beginsChunk(source: string, line: number, open: Splitting): boolean {
  const { content, width } = leadOf(source, line);
  if (content < 0 || !open.hasContent || width > open.indent) return false;
  const first = source.charCodeAt(content);
  if (first === closingBrace || first === closingBracket) return false;
  // A list may stand under its key without being indented.
  return open.isList || open.isItem || width < open.indent || !isItemAt(source, content);
}

/** Where the first content of some lines stands: its offset and the columns of white space before it. */
export function firstContent(source: string): { content: number; width: number } {
  for (let line = 0; line < source.length; line = lineAfter(source, line)) {
    const lead = leadOf(source, line);
    if (lead.content >= 0) return lead;
  }
  return { content: -1, width: -1 };
}

/** The first line of a chunk that has content, with what stands above it, and the lines below it. */
export function headAndBody({ source, offset }: Chunk): { head: Chunk; body: Chunk } {
  const { content } = firstContent(source);
  const end = lineAfter(source, Math.max(0, content));
  return {
    head: { source: source.slice(0, end), offset },
    body: { source: source.slice(end), offset: offset + end },
  };
}

/** Whether lines begin with an item of a block list. */
export function isItem(source: string): boolean {
  const { content } = firstContent(source);
  return content >= 0 && isItemAt(source, content);
}

const tab = 9;
const space = 32;
const hash = 35;
const dash = 45;
const closingBracket = 93;
const closingBrace = 125;
const byteOrderMark = 0xfeff;

const spaces = new Set([tab, 10, 13, space, byteOrderMark]);

/** The first content of a line, -1 when it has none; a tab counts as two columns, as it stands for indentation. */
function leadOf(source: string, line: number): { content: number; width: number } {
  let width = 0;
  for (let at = line; at < source.length; at += 1) {
    const columns = columnsOf(source.charCodeAt(at), at);
    if (columns === undefined) return { content: isContent(source, at) ? at : -1, width };
    width += columns;
  }
  return { content: -1, width };
}

/** How many columns of white space a UTF-16 unit is before the content of a line; undefined when it is none. */
function columnsOf(code: number, at: number): number | undefined {
  if (code === space) return 1;
  if (code === tab) return 2;
  if (code === byteOrderMark && at === 0) return 0;
  return isOddSpace(code) ? 1 : undefined;
}

function isContent(source: string, at: number): boolean {
  return source.charCodeAt(at) !== hash && !source.startsWith('//', at) && !isSpace(source, at);
}

function isItemAt(source: string, content: number): boolean {
  if (source.charCodeAt(content) !== dash) return false;
  return content + 1 >= source.length || isSpace(source, content + 1);
}

/** A byte order mark counts wherever it stands, as the library skips it at the beginning of a chunk. */
function isSpace(source: string, at: number): boolean {
  return spaces.has(source.charCodeAt(at));
}
