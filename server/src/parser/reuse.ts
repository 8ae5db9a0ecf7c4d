import type { Change } from '../base/textDiff';
import { beginsChunk, type Chunk, firstContent, type Splitting, splitChunks } from './chunks';
import type { Part } from './parts';

/** Parts of an earlier version of the text, one behind the other, where they stood in it (UTF-16 offsets). */
interface Stretch {
  parts: readonly Part[];
  start: number;
  end: number;
}

/** What may stand in some lines still. */
export interface Before {
  /** Parts that may stand at the beginning. */
  first: Stretch;
  /** Parts that may stand at the end: the same stretch, unless two grew together or one was cut in two. */
  last: Stretch;
  /** What has changed since. */
  change: Change;
}

/** A part where it stood. */
export interface FormerPart {
  part: Part;
  start: number;
}

/** What has become of the parts of some lines. */
export interface Reuse {
  /** Parts that stand at the beginning still. */
  front: readonly Part[];
  /** Parts that stand at the end still. */
  back: readonly Part[];
  /** What stands between them now, each where it stands in the text. */
  between: readonly Chunk[];
  /** The parts that stood there before. */
  changed: readonly FormerPart[];
}

const newline = 10;

/**
 * Finds out which parts of an earlier version, with their green nodes, stand in some lines still, and would be split off there again. Parts are
 * taken over by their place alone: outside of the change both texts are the same.
 */
export function reusableParts({ source, offset }: Chunk, before: Before | undefined): Reuse {
  if (before === undefined) return allNew({ source, offset }, before);
  const { first: atFirst, last: atLast, change } = before;
  const former = atFirst.parts[0] ?? atLast.parts[0];
  if (former === undefined || former.indent < 0) return allNew({ source, offset }, before);
  const { start, front } = frontOf(source, offset, before);
  const fewest = atFirst === atLast ? Math.max(front, 1) : 1;
  const { end, back } = backOf(source, offset, before, { start, fewest });

  const found = {
    front: atFirst.parts.slice(0, front),
    back: atLast.parts.slice(back),
  };
  const changed = changedParts(before, front, back);
  const between = { source: source.slice(start - offset, end - offset), offset: start };
  const [only, another] = changed;
  if (only !== undefined && another === undefined) {
    const state = stateAfter(former, only.part);
    const isFollowed = end === offset + source.length || begins(source, end - offset, state);
    if (isFollowed && isStill(only, between, change, state))
      return { ...found, changed, between: [between] };
  }

  const open = found.front.at(-1);
  const split = splitChunks(between.source, open && stateAfter(former, open));
  // The first part at the end begins there again only if what now stands above it lets it.
  const isSplitAlike =
    isLevel(split.state, atLast.parts[0]) && begins(source, end - offset, split.state);
  if (found.back.length > 0 && !isSplitAlike) return allNew({ source, offset }, before);
  return { ...found, changed, between: moved(split.chunks, start) };
}

function allNew({ source, offset }: Chunk, before: Before | undefined): Reuse {
  const between = moved(splitChunks(source).chunks, offset);
  const changed = before === undefined ? [] : changedParts(before, 0, before.last.parts.length);
  return { front: [], back: [], between, changed };
}

/** How many parts stand at the beginning still, and where the last of them ends. */
function frontOf(source: string, offset: number, { first, change }: Before) {
  let front = 0;
  let start = offset;
  if (first.start !== offset) return { front, start };
  for (const { length } of first.parts) {
    if (start + length > change.start) break;
    front += 1;
    start += length;
  }
  const [former] = first.parts;
  const last = first.parts[front - 1];
  const isEnd = start === offset + source.length;
  if (former === undefined || last === undefined || isEnd) return { front, start };
  if (begins(source, start - offset, stateAfter(former, last))) return { front, start };
  return { front: front - 1, start: start - last.length };
}

/** Which part is the first that stands at the end still, and where it begins; never what now begins the lines. */
function backOf(
  source: string,
  offset: number,
  { last, change }: Before,
  limit: { start: number; fewest: number },
) {
  const shift = shiftBy(change);
  let back = last.parts.length;
  let end = offset + source.length;
  if (last.end + shift !== end) return { back, end };
  while (back > limit.fewest) {
    const from = end - (last.parts[back - 1]?.length ?? 0);
    const isUnchanged = from - shift >= change.endBefore && from >= limit.start;
    if (!isUnchanged || source.charCodeAt(from - offset - 1) !== newline) break;
    back -= 1;
    end = from;
  }
  return { back, end };
}

/** The parts between the first `front` and those from `back` on, with their places. */
function changedParts({ first, last }: Before, front: number, back: number): FormerPart[] {
  if (first === last) return placesIn(first, front, back);
  return [...placesIn(first, front, first.parts.length), ...placesIn(last, 0, back)];
}

function placesIn({ parts, start }: Stretch, from: number, to: number): FormerPart[] {
  let at = parts.slice(0, from).reduce((sum, { length }) => sum + length, start);
  return parts.slice(from, to).map((part) => {
    const place = { part, start: at };
    at += part.length;
    return place;
  });
}

/** How far what stands behind a change is moved by it. */
function shiftBy({ endBefore, endAfter }: Change): number {
  return endAfter - endBefore;
}

function moved(chunks: readonly Chunk[], by: number): Chunk[] {
  return chunks.map(({ source, offset }) => ({ source, offset: offset + by }));
}

/** Whether lines are split as those were that begin with a part. */
function isLevel({ indent, isList }: Splitting, first: Part | undefined): boolean {
  return indent === first?.indent && isList === first.isItem;
}

/** What decides where the next chunk begins behind a part, of which the first is given too. */
function stateAfter({ indent, isItem: isList }: Part, { isItem }: Part): Splitting {
  return { indent, hasContent: true, isItem, isList };
}

function begins(source: string, at: number, open: Splitting): boolean {
  return source.charCodeAt(at - 1) === newline && beginsChunk(source, at, open);
}

/** Whether lines are the chunk that a part was: they begin and end where it did, and the change lets no other chunk begin in them. */
function isStill(
  { part, start: before }: FormerPart,
  { source, offset }: Chunk,
  change: Change,
  state: Splitting,
): boolean {
  if (before !== offset || before + part.length + shiftBy(change) !== offset + source.length)
    return false;
  const start = change.start - offset;
  const end = change.endAfter - offset;
  const { content } = firstContent(source);
  const head = source.indexOf('\n', content);
  if (content < 0 || head < 0 || start <= head) return false;
  for (let line = source.lastIndexOf('\n', start - 1) + 1; line <= end; ) {
    if (line < source.length && beginsChunk(source, line, state)) return false;
    const next = source.indexOf('\n', line);
    if (next < 0) break;
    line = next + 1;
  }
  return true;
}
