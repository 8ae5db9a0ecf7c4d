import type { Entry, SpecNode } from '../ast/nodes';
import type { Edit } from '../base/edit';
import { type Chunk, firstContent } from './chunks';
import type { ReadChunk, Reading } from './recover';
import { lostIndentation, mayHold } from './repairs/blockText';
import { endOfOpened, foreignSignAt } from './repairs/brackets';
import { isBlank, isComment, keyLine, type Line, linesOf } from './repairs/lines';
import { textKeys, withoutBlock } from './repairs/prose';
import type { Problem } from './syntaxErrors';

/** `...` alone, behind which nothing follows. */
const documentEnd = /^\.\.\.[ \t]*(?:\r?\n|$)/;

/** A line that may be a key without its colon. */
const wordLine = /^[a-z_"']/;

/** A sentence, or an item of a list: no entry of a map, and no key without its colon. */
const proseLine =
  /^(?!\/\*|<!--|```)(?:[-*+\u2022\u2013] +\S|(?!["']?[\w-]+["']?\s*:(?:\s|$))\S+[ \t]+(?:\S+[ \t]+\S|\S*[.!?][)"'\u2019\u201d]?[ \t]*\r?(?:\n|$)))/;

/** Whether a chunk may be lines of an entry above it: quick to tell, as most chunks are entries of their own. */
export function mayBeLost(chunk: Chunk | undefined): boolean {
  return !beginsWith(keyLine, chunk);
}

/** The last key of what was read, to which lines that stand beside it may belong; undefined behind a list in brackets and the like. */
export function holderIn(node: SpecNode | null | undefined): Entry | undefined {
  if (node?.kind === 'sequence' && !node.flow) return holderIn(node.items.at(-1));
  const last = node?.kind === 'map' && !node.flow ? node.entries.at(-1) : undefined;
  return last && (holderIn(last.value) ?? last);
}

/** What was read, without the value of its last key, some lines of which stand beside it. */
export function withoutHeld(node: SpecNode): SpecNode {
  const { start, end } = node;
  if (node.kind === 'sequence' && !node.flow) {
    const items = node.items.map((item, at, { length }) =>
      item !== null && at === length - 1 ? withoutHeld(item) : item,
    );
    return { kind: 'sequence', start, end, flow: false, items };
  }
  if (node.kind !== 'map' || node.flow) return node;
  const entries = node.entries.map((entry, at, { length }) =>
    at === length - 1 ? withoutHeldValue(entry) : entry,
  );
  return { kind: 'map', start, end, flow: false, entries, incomplete: true };
}

/** The same of an entry. */
export function withoutHeldValue(entry: Entry): Entry {
  const isHolder = holderIn(entry.value) === undefined;
  return isHolder || entry.value === null
    ? { ...entry, broken: true }
    : { ...entry, value: withoutHeld(entry.value) };
}

/**
 * The chunks from an index on that are lines of the text of an entry above them: none where that is no block and needs none, or
 * where it has text, or no `|`, and a word may be a key. So are those of JSON where its value is still to come.
 *
 * @param isLost whether its text stands beside the key too
 */
export function lostLines(
  { key, value }: Entry,
  chunks: readonly ReadChunk[],
  from: number,
  isLost: boolean,
): readonly ReadChunk[] {
  if (value === null && !textKeys.has(key.value)) {
    const json = pastedJson(chunks, from);
    return json.length > 0 ? json : lostValue(chunks[from]);
  }
  const dashes = dashesIn({ key, value }, chunks, from);
  const ends = endOfText({ key, value }, chunks[from], isLost || dashes > 0);
  if (ends === undefined) return [];
  let end = from + dashes;
  while (end < chunks.length && !beginsWith(ends, chunks[end])) end += 1;
  const isEnd = end === from + 1 && end === chunks.length && beginsWith(documentEnd, chunks[from]);
  return isEnd ? [] : chunks.slice(from, end);
}

const dashes = /^---[ \t]*(?:\r?\n|$)/;

/** Lines of prose, also such as look like keys: no spec begins so. */
const beginsProse = /^(?![a-z_][\w-]*:(?:\s|$)|["'[{%?!&*]|---|\.\.\.)\S/;

/** Chunks between the dashes around front matter. */
const mostFrontMatter = 30;

/**
 * How many chunks a line of dashes and the front matter that it begins are, where they stand in the text of an entry: prose
 * follows. 0 where the dashes end the spec.
 */
export function dashesIn(
  { key, value }: Pick<Entry, 'key' | 'value'>,
  chunks: readonly Chunk[],
  at: number,
): number {
  const style = value?.kind === 'scalar' ? value.style : undefined;
  const isText =
    style === 'block' || (textKeys.has(key.value) && (value === null || style === 'plain'));
  if (!isText || !beginsWith(dashes, chunks[at])) return 0;
  if (isAboveProse(chunks, at)) return 1;
  const below = chunks.slice(at + 1, at + mostFrontMatter);
  const close = below.findIndex((chunk) => beginsWith(dashes, chunk));
  return close >= 0 && isAboveProse(chunks, at + 1 + close) ? close + 2 : 0;
}

function isAboveProse(chunks: readonly Chunk[], at: number): boolean {
  const { source = '' } = chunks[at] ?? {};
  const rest = source.slice(firstContent(source).content + 3);
  const isAlone = firstContent(rest).content < 0;
  return beginsWith(beginsProse, isAlone ? chunks[at + 1] : { source: rest });
}

/** What begins the line behind a text, of which a chunk may be a part; undefined where it is none. */
function endOfText(
  { key, value }: Pick<Entry, 'key' | 'value'>,
  first: ReadChunk | undefined,
  isLost: boolean,
): RegExp | undefined {
  const style = value?.kind === 'scalar' ? value.style : undefined;
  if (value !== null && style !== 'block') {
    const isProse = textKeys.has(key.value) && style === 'plain';
    return isProse && (isLost || beginsWith(proseLine, first)) ? wordLine : undefined;
  }
  const isEmpty = value?.kind === 'scalar' && String(value.value).trim() === '';
  return isLost || isEmpty ? keyLine : wordLine;
}

/** A value of one line, which is no key that is still being written. */
function lostValue(chunk: ReadChunk | undefined): readonly ReadChunk[] {
  if (chunk?.node?.kind !== 'scalar' || chunk.broken) return [];
  const written = chunk.source.trim();
  return /^(?:["'$+\d]|\w+:\/\/)/.test(written) && !/[\n#]/.test(written) ? [chunk] : [];
}

/** The chunks of a flow collection that begins at an index; none where it is never closed. */
function pastedJson(chunks: readonly ReadChunk[], from: number): readonly ReadChunk[] {
  if (!beginsWith(/^[[{](?!\{)/, chunks[from])) return [];
  const below = within(chunks.slice(from), longest);
  const text = below.map(({ source }) => source).join('');
  const end = endOfOpened(text, firstContent(text).content);
  const first = below[0]?.offset ?? 0;
  return end === undefined ? [] : below.filter(({ offset }) => offset - first < end);
}

/** The first chunks, as many as have so many UTF-16 units together. */
function within(chunks: readonly ReadChunk[], most: number): readonly ReadChunk[] {
  let length = 0;
  const end = chunks.findIndex(({ source }) => {
    length += source.length;
    return length > most;
  });
  return end < 0 ? chunks : chunks.slice(0, end);
}

/** Whether the first content of a chunk matches a pattern, which sees 200 UTF-16 units of it. */
export function beginsWith(
  pattern: RegExp,
  { source }: Pick<Chunk, 'source'> = { source: '' },
): boolean {
  const { content } = firstContent(source);
  return content >= 0 && pattern.test(source.slice(content, content + 200));
}

/** What is said already of the text of an entry, some lines of which stand beside its key. */
export function saidOfText({ key, value }: Entry, last: Problem | undefined): Problem | undefined {
  const { message } =
    isBlock(value) && last?.code === withoutBlock.code
      ? withoutBlock
      : lostIndentation(String(key.value), 0, []);
  return last?.message === message && last.start > key.end ? last : undefined;
}

/**
 * What to say of text that stands beside the key that it belongs to.
 * @param before what is said of lines above it already
 */
export function lostText(
  piece: Chunk,
  { key, value }: Pick<Entry, 'key' | 'value'>,
  lost: readonly Chunk[],
  before?: Problem,
): Problem {
  const from = piece.source.lastIndexOf('\n', key.start - piece.offset) + 1;
  const column = key.start - piece.offset - from;
  const last = lost.at(-1);
  const end = last === undefined ? from : last.offset + last.source.length - piece.offset;
  const [, ...below] = linesOf(piece.source.slice(from, end)).map((line) => ({
    ...line,
    start: line.start + from + piece.offset,
  }));
  const first = below.findIndex((line) => !isBlank(line) && line.indent <= column);
  const above = below.slice(0, first).filter((line) => !isBlank(line));
  const wanted = above[0]?.indent ?? column + 2;
  const [head, ...behind] = below.slice(first);
  if (head !== undefined && value === null && isHeader(head))
    return lostHeader(piece, key, head, linesOfText(behind, column, wanted), wanted);
  const what = value !== null || textKeys.has(key.value) ? 'text' : kindOf(head);
  const lines = {
    text: () => linesOfText(below.slice(first), column, wanted, above.at(-1)),
    JSON: () => linesOfJson(piece, below.slice(first)),
    value: () => below.slice(first, first + 1),
  }[what]();
  const told = lostIndentation(String(key.value), wanted, lines, what);
  const { title, edits, ...place } = told;
  const marked = before === undefined ? place : { ...place, start: before.start, end: before.end };
  const needsSign = before?.message === withoutBlock.message || !isBlock(value);
  if (what !== 'text' || !needsSign) return { ...marked, cure: { title, edits } };
  const { title: blockTitle, ...needsBlock } = withoutBlock;
  const bar = blockSign(piece, { key, value }, wanted);
  return { ...marked, ...needsBlock, cure: { title: blockTitle, edits: [bar, ...edits] } };
}

/**
 * The lines up to one that goes on with the map or list around the key, without those that are indented as they have to be below a
 * rule or heading, or below the only lines that are not; comments at their end are comments.
 * @param begun the last line above them that is indented as it has to be
 */
function linesOfText(lines: readonly Line[], column: number, wanted: number, begun?: Line): Line[] {
  const next = lines.findIndex(
    ({ text, indent }) => indent > 0 && indent <= column && keyLine.test(text.slice(indent)),
  );
  const own = next < 0 ? lines : lines.slice(0, next);
  const content = own.slice(0, own.findLastIndex((line) => !isBlank(line) && !isComment(line)) + 1);
  const isOut = (line: Line | undefined) =>
    line !== undefined && !isBlank(line) && line.indent <= column;
  const isOnce = !content.some((line, at) => at > 0 && isOut(line) && !isOut(content[at - 1]));
  const holdsNone = (line: Line, above: Line | undefined) => {
    if (begun === undefined) return dashes.test(line.text);
    return isOnce ? !mayHold(line, above) : holdsNothing.test(line.text);
  };
  let isApart = false;
  return content.filter((line, at) => {
    if (!isOut(line)) return !isApart || line.indent < wanted;
    isApart = holdsNone(line, content[at - 1] ?? begun);
    return true;
  });
}

/** A line of Markdown that nothing can be indented under: a heading or a rule. */
const holdsNothing = /^\s*(?:([-=*_])\1{2,}\s*$|#{1,6} )/;

/** The lines up to the bracket that closes the first. */
function linesOfJson({ source, offset }: Chunk, lines: readonly Line[]): Line[] {
  const [first] = lines.filter((line) => !isBlank(line) && !isComment(line));
  const open = first === undefined ? 0 : first.start + first.indent - offset;
  const end = offset + (endOfOpened(source, open) ?? open);
  return lines.filter(({ start }) => start < end);
}

const kindOf = (line: Line | undefined) =>
  line === undefined || /^[[{]/.test(line.text.slice(line.indent)) ? 'JSON' : 'value';

const isHeader = ({ text, indent }: Line) => /^[|>][+-]?[1-9]?$/.test(text.slice(indent).trimEnd());

/** A `|` that stands below its key. */
function lostHeader(
  { source, offset }: Chunk,
  key: Entry['key'],
  head: Line,
  lines: readonly Line[],
  wanted: number,
): Problem {
  const sign = head.text.trim();
  const colon = offset + source.indexOf(':', key.end - offset) + 1;
  const start = head.start + head.indent;
  const { edits } = lostIndentation(String(key.value), wanted, lines);
  return {
    start,
    end: start + sign.length,
    code: withoutBlock.code,
    message: `\`${sign}\` belongs behind \`${key.value}:\`, with the text below it: move it there.`,
    cure: {
      title: `Move \`${sign}\` behind \`${key.value}:\``,
      edits: [
        { start: colon, end: colon, newText: ` ${sign}` },
        { start: head.start, end: head.start + head.text.length + 1, newText: '' },
        ...edits,
      ],
    },
  };
}

/** The `|` that a text lacks, and the line break that has to stand behind it where the text begins beside the key. */
function blockSign(
  { source, offset }: Chunk,
  { key, value }: Pick<Entry, 'key' | 'value'>,
  wanted: number,
): Edit {
  const start = offset + source.indexOf(':', key.end - offset) + 1;
  const [space = ''] = /^[ \t]*(?=[^\s#])/.exec(source.slice(start - offset)) ?? [];
  const text = isBlock(value) ? (space === '' ? undefined : start + space.length) : value?.start;
  return text === undefined
    ? { start, end: start, newText: ' |' }
    : { start, end: text, newText: ` |\n${' '.repeat(wanted)}` };
}

const isBlock = (value: SpecNode | null) => value?.kind === 'scalar' && value.style === 'block';

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
  const opens = chunks.map(openedIn);
  const at = opens.findIndex((one) => one !== undefined);
  const [chunk, open] = [chunks[at], opens[at]];
  if (chunk === undefined || open === undefined || most === 0) return chunks;
  const rest = chunks.slice(at + 1);
  const joined = join(chunk, open, rest, read);
  return joined === undefined
    ? [...chunks.slice(0, at + 1), ...joinOpen(rest, read, most - 1)]
    : [...chunks.slice(0, at), joined.chunk, ...joinOpen(rest.slice(joined.taken), read, most - 1)];
}

/** Where a bracket or quote is opened that is not closed in a chunk: an offset in it. */
function openedIn({ source, offset, problems }: ReadChunk): number | undefined {
  const [problem] = problems;
  if (problem === undefined) return undefined;
  const opened = problems.find(({ code }) => code === 'unclosed');
  if (opened !== undefined) return opened.start - offset;
  const { index, 0: before = '' } = /:[ \t]+(?="""|'''|`)/.exec(source) ?? {};
  const quote = index === undefined ? -1 : index + before.length;
  return foreignSignAt(source, quote) === undefined ? undefined : quote;
}

/** Gives problems only where all of them are cured. */
type Read = (chunk: Chunk) => Pick<Reading, 'node' | 'problems'>;

/** UTF-16 units behind an opening bracket or quote in which its end is looked for. */
const longest = 100_000;

function join(
  chunk: ReadChunk,
  open: number,
  rest: readonly ReadChunk[],
  read: Read,
): { chunk: ReadChunk; taken: number } | undefined {
  const { offset } = chunk;
  const sign = foreignSignAt(chunk.source, open);
  const below =
    sign === undefined
      ? linesOfOpened(chunk.source.charAt(open), rest)
      : linesOfForeign(sign, rest);
  const text = chunk.source + below.map(({ source }) => source).join('');
  const readUpTo = (end: number) => {
    const taken = below.filter((next) => next.offset - offset < end);
    if (taken.length === 0) return undefined;
    const source = chunk.source + taken.map((next) => next.source).join('');
    const { node, problems } = read({ source, offset });
    return problems.length > 0
      ? { chunk: { source, offset, node, broken: false, problems }, taken: taken.length }
      : undefined;
  };
  if (sign !== undefined) return readUpTo(text.length);
  const closed = readUpTo(endOfOpened(text, open) ?? 0);
  const isClosed = closed?.chunk.problems.every(({ code }) => code !== 'unclosed') === true;
  // A prompt whose quote is never closed goes on to the next key.
  const isPrompt = /["']/.test(text.charAt(open)) && isTextOf(chunk);
  return isPrompt && !isClosed ? (readUpTo(text.length) ?? closed) : closed;
}

/** Whether a chunk is an entry that holds text, whatever it looks like. */
function isTextOf({ node }: ReadChunk): boolean {
  return node?.kind === 'map' && node.entries.some(({ key }) => textKeys.has(key.value));
}

/** The chunks that may belong to a text between signs of another language: those before the next key, or up to a line that closes it. */
function linesOfForeign(sign: string, rest: readonly ReadChunk[]): readonly ReadChunk[] {
  const near = within(rest, longest);
  const next = near.findIndex((one) => beginsWith(keyLine, one));
  const own = next < 0 ? near : near.slice(0, next);
  const closes = ({ source }: ReadChunk) => source.trimEnd().split('\n').at(-1)?.trim() === sign;
  if (own.some(({ source }) => source.includes(sign))) return own;
  const close = near.findIndex(closes);
  return close < 0 ? own : near.slice(0, close + 1);
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
