import type { Entry } from '../ast/nodes';
import { type Chunk, firstContent } from './chunks';
import type { ReadChunk, Reading } from './recover';
import { lostIndentation } from './repairs/blockText';
import { endOfOpened } from './repairs/brackets';
import { isBlank, keyLine, linesOf } from './repairs/lines';
import { textKeys, withoutBlock } from './repairs/prose';
import type { Problem } from './syntaxErrors';

/** `...` alone, behind which nothing follows. */
const documentEnd = /^\.\.\.[ \t]*(?:\r?\n|$)/;

/** A line that may be a key without its colon. */
const wordLine = /^[a-z_"']/;

/**
 * The chunks from an index on that are lines of the text of an entry above them: none where that is no block and needs none, or
 * where it has text, or no `|`, and a word may be a key.
 *
 * @param isLost whether its text stands beside the key too
 */
export function lostLines(
  { key, value }: Entry,
  chunks: readonly ReadChunk[],
  from: number,
  isLost: boolean,
): readonly ReadChunk[] {
  const isBlock = value?.kind === 'scalar' && value.style === 'block';
  if (!isBlock && (value !== null || !textKeys.has(key.value))) return [];
  const isEmpty = isBlock && String(value.value).trim() === '';
  const ends = isLost || isEmpty ? keyLine : wordLine;
  let end = from;
  while (end < chunks.length && !beginsWith(ends, chunks[end])) end += 1;
  const isEnd = end === from + 1 && end === chunks.length && beginsWith(documentEnd, chunks[from]);
  return isEnd ? [] : chunks.slice(from, end);
}

function beginsWith(pattern: RegExp, { source }: Pick<Chunk, 'source'> = { source: '' }): boolean {
  const { content } = firstContent(source);
  return content >= 0 && pattern.test(source.slice(content, content + 200));
}

/** What is said already of the text of an entry, some lines of which stand beside its key. */
export function saidOfText({ key }: Entry, last: Problem | undefined): Problem | undefined {
  const { message } = lostIndentation(String(key.value), 0, []);
  return last?.message === message && last.start > key.end ? last : undefined;
}

/**
 * What to say of text that stands beside the key that it belongs to.
 * @param before what is said of lines above it already
 */
export function lostText(
  piece: Chunk,
  { key, value }: Entry,
  lost: readonly ReadChunk[],
  before?: Problem,
): Problem {
  const above = piece.source.slice(0, key.start - piece.offset);
  const column = above.length - (above.lastIndexOf('\n') + 1);
  const lines = lost.flatMap(({ source, offset }) =>
    linesOf(source).map((line) => ({ ...line, start: line.start + offset })),
  );
  const written = piece.source.slice(
    key.start - piece.offset,
    (lines[0]?.start ?? 0) - piece.offset,
  );
  const text = linesOf(written).find((line, index) => index > 0 && !isBlank(line));
  const wanted = text !== undefined && text.indent > column ? text.indent : column + 2;
  const { title, edits, ...told } = lostIndentation(String(key.value), wanted, lines);
  if (value === null) {
    const colon = piece.offset + piece.source.indexOf(':', key.end - piece.offset) + 1;
    const { title: blockTitle, ...needsBlock } = withoutBlock;
    const bar = { start: colon, end: colon, newText: ' |' };
    return { ...told, ...needsBlock, cure: { title: blockTitle, edits: [bar, ...edits] } };
  }
  const place = before === undefined ? told : { ...told, start: before.start, end: before.end };
  return { ...place, cure: { title, edits: [...(before?.cure?.edits ?? []), ...edits] } };
}

/** Brackets and quotes that are never closed, each of which is looked for in the lines below. */
const mostOpen = 10;

/**
 * Chunks in which a bracket or quote is opened that is closed in the margin below, joined with those up to there.
 * @param read reads what was joined
 */
export function joinOpen(
  chunks: readonly ReadChunk[],
  read: Read,
  most = mostOpen,
): readonly ReadChunk[] {
  const at = chunks.findIndex(({ problems }) => problems.some(({ code }) => code === 'unclosed'));
  const chunk = chunks[at];
  if (chunk === undefined || most === 0) return chunks;
  const rest = chunks.slice(at + 1);
  const joined = join(chunk, rest, read);
  return joined === undefined
    ? [...chunks.slice(0, at + 1), ...joinOpen(rest, read, most - 1)]
    : [...chunks.slice(0, at), joined.chunk, ...joinOpen(rest.slice(joined.taken), read, most - 1)];
}

/** Gives problems only where all of them are cured. */
type Read = (chunk: Chunk) => Pick<Reading, 'node' | 'problems'>;

/** UTF-16 units behind an opening bracket or quote in which its end is looked for. */
const longest = 100_000;

function join(
  chunk: ReadChunk,
  rest: readonly ReadChunk[],
  read: Read,
): { chunk: ReadChunk; taken: number } | undefined {
  const { offset } = chunk;
  const opened = chunk.problems.find(({ code }) => code === 'unclosed');
  const open = (opened?.start ?? offset) - offset;
  const below = linesOfOpened(chunk.source.charAt(open), rest);
  const end = endOfOpened(chunk.source + below.map(({ source }) => source).join(''), open);
  if (end === undefined) return undefined;
  const taken = below.filter((next) => next.offset - offset < end).length;
  if (taken === 0) return undefined;
  const source =
    chunk.source +
    below
      .slice(0, taken)
      .map((next) => next.source)
      .join('');
  const { node, problems } = read({ source, offset });
  return problems.length > 0
    ? { chunk: { source, offset, node, broken: false, problems }, taken }
    : undefined;
}

/** The chunks that may belong to what a sign has opened: none that begins as keys of specs do, and no more than are read. */
function linesOfOpened(sign: string, rest: readonly ReadChunk[]): readonly ReadChunk[] {
  const isQuote = sign === '"' || sign === "'";
  let length = 0;
  const end = rest.findIndex(({ source }) => {
    const { content } = firstContent(source);
    const line = source.slice(Math.max(content, 0), content + 200);
    length += source.length;
    return length > longest || (isQuote ? keyLine.test(line) : /^[a-z_]\w*:\s/.test(line));
  });
  return end < 0 ? rest : rest.slice(0, end);
}
