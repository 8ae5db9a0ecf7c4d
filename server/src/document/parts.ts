import { changeBetween } from './change';
import {
  beginsChunk,
  type Chunk,
  firstContent,
  headAndBody,
  isItem,
  type Splitting,
  splitChunks,
} from './chunks';
import { composePiece } from './compose';
import { lineAt } from './lines';
import { place, placeEntry } from './placed';
import {
  assemble,
  closeEntry,
  closeItem,
  itemBody,
  keyOf,
  type ReadChunk,
  type Reader,
  type Reading,
  readChunk,
} from './recover';
import { badIndentation, type Problem } from './syntax';
import type { Entry, SpecNode } from './tree';

/**
 * A chunk that was read by itself. Offsets in it count from its own start, so it stays as it is while the text around
 * it changes: what it says depends on its source alone.
 */
export interface Part extends Reading {
  source: string;
  /** Columns of white space before its first content; -1 when it has none. */
  indent: number;
  /** Whether it is an item of a list, not an entry of a map. */
  isItem: boolean;
  /** It has no syntax error. */
  isClean: boolean;
  /** An anchor stands in it: what it means to other parts, only a reading of the whole text can tell. */
  isAnchored: boolean;
  /** The chunks that a long one consists of. */
  parts: readonly Part[];
}

const newline = 10;

/** Longer chunks (UTF-16 units) are read by their own chunks. */
const long = 600;

/** Levels of parts in parts: what stands deeper is read as one. */
const deepestPart = 20;

/**
 * Reads each chunk of some lines by itself.
 * @param before the parts of an earlier version of these lines: those that stand there still are taken over
 * @param level how many parts the lines stand in
 */
export function readParts(source: string, before: readonly Part[], level = 0): Part[] {
  const { front, back, between } = unchanged(source, before);
  const changed = before.slice(front.length, before.length - back.length);
  const last = Math.min(between.length, changed.length) - 1;
  // An entry may have been cut in two, or two may have grown together: what stood in the rest is offered to the last.
  const rest = changed.slice(last).flatMap((part) => part.parts);
  const read = between.map((chunk, index) =>
    readPart(chunk.source, index < last ? (changed[index]?.parts ?? []) : rest, level),
  );
  return [...front, ...read, ...back];
}

/** The parts with their places. */
export function* placed(parts: readonly Part[], offset: number): Iterable<ReadChunk> {
  let start = offset;
  for (const { source, node, broken, problems } of parts) {
    yield {
      source,
      offset: start,
      node: place(node, start),
      broken,
      problems: problems.length === 0 ? problems : placeProblems(problems, start),
    };
    start += source.length;
  }
}

interface Comparison {
  /** Parts that stand at the beginning still. */
  front: readonly Part[];
  /** Parts that stand at the end still. */
  back: readonly Part[];
  /** What stands between them now. */
  between: Chunk[];
}

/** What of the parts of an earlier version stands in some lines still, and would be split off there again. */
function unchanged(source: string, before: readonly Part[]): Comparison {
  const indent = before[0]?.indent ?? -1;
  if (indent < 0) return { front: [], back: [], between: splitChunks(source).chunks };
  const state: Splitting = { indent, hasContent: true, isItem: false };
  const stateAfter = ({ isItem: isOpen }: Part) => ({ ...state, isItem: isOpen });
  const beginsAfter = ({ isItem: isOpen }: Part, at: number) => {
    state.isItem = isOpen;
    return source.charCodeAt(at - 1) === newline && beginsChunk(source, at, state);
  };

  const front: Part[] = [];
  let start = 0;
  for (const part of before) {
    const next = start + part.source.length;
    if (source.slice(start, next) !== part.source) break;
    if (next < source.length && !beginsAfter(part, next)) break;
    front.push(part);
    start = next;
  }

  const back: Part[] = [];
  let end = source.length;
  for (let index = before.length - 1; index >= Math.max(front.length, 1); index -= 1) {
    const part = before[index];
    const from = end - (part?.source.length ?? 0);
    if (part === undefined || from < start || source.slice(from, end) !== part.source) break;
    if (end < source.length && !beginsAfter(part, end)) break;
    back.push(part);
    end = from;
  }
  back.reverse();

  const changed = before[front.length];
  const between = source.slice(start, end);
  if (
    changed !== undefined &&
    front.length + 1 + back.length === before.length &&
    isOneChunk(between, changed, stateAfter(changed)) &&
    (back.length === 0 || beginsAfter(changed, end))
  ) {
    return { front, back, between: [{ source: between, offset: 0 }] };
  }
  const open = front.at(-1);
  const { chunks, state: reached } = splitChunks(between, open && stateAfter(open));
  // The first part at the end begins there again only if what now stands above it lets it.
  const isBegun = reached.indent === indent && source.charCodeAt(end - 1) === newline;
  if (back.length > 0 && !(isBegun && beginsChunk(source, end, reached))) {
    return { front: [], back: [], between: splitChunks(source).chunks };
  }
  return { front, back, between: chunks };
}

/** Whether lines are the chunk that a part was, after a change that lets no other chunk begin in it. */
function isOneChunk(source: string, part: Part, state: Splitting): boolean {
  const { start, end } = changeBetween(part.source, source);
  const { content } = firstContent(part.source);
  const head = part.source.indexOf('\n', content);
  if (content < 0 || head < 0 || start <= head) return false;
  for (let line = source.lastIndexOf('\n', start - 1) + 1; line <= end; ) {
    if (line < source.length && beginsChunk(source, line, state)) return false;
    const next = source.indexOf('\n', line);
    if (next < 0) break;
    line = next + 1;
  }
  return true;
}

/**
 * Reads one chunk by itself.
 * @param before parts of an earlier version that may stand in it
 */
function readPart(text: string, before: readonly Part[], level: number): Part {
  const source = ownCopy(text);
  const { node, broken, problems, isClean, isAnchored, parts } =
    readLong(source, before, level) ?? readShort(source);
  return {
    source,
    indent: firstContent(source).width,
    isItem: isItem(source),
    node,
    broken,
    problems,
    isClean,
    isAnchored,
    parts,
  };
}

type Understood = Reading & Pick<Part, 'isClean' | 'isAnchored' | 'parts'>;

function readShort(source: string): Understood {
  let isAnchored = false;
  const reader: Reader = {
    compose(chunk) {
      const anchors = new Map();
      const composition = composePiece(chunk.source, chunk.offset, anchors);
      isAnchored ||= anchors.size > 0;
      return composition;
    },
    read: (chunk) => readChunk(chunk, reader),
  };
  const reading = readChunk({ source, offset: 0 }, reader);
  return { ...reading, isClean: isCleanReading(reading), isAnchored, parts: [] };
}

/** Reads a long entry or item by its chunks; undefined when it has to be read as a whole. */
function readLong(source: string, before: readonly Part[], level: number): Understood | undefined {
  const opened =
    source.length > long && level < deepestPart ? open({ source, offset: 0 }) : undefined;
  if (opened === undefined) return undefined;
  const { body, close } = opened;
  const parts = readParts(body.source, before, level + 1);
  const common = survey(parts);
  const inside = readingOf(parts, body, common);
  if (inside === undefined) return undefined;
  const reading = close(inside);
  return { ...reading, isClean: isCleanReading(reading), isAnchored: common.isAnchored, parts };
}

function isCleanReading({ broken, problems }: Reading): boolean {
  return !broken && problems.length === 0;
}

interface Opened {
  body: Chunk;
  close: (reading: Reading) => Reading;
}

const beginsEntry = /^(?:[^\s#&*!|>'"%@`{}[\]?:-][^:#\n]*|"[^"\\\n]*"|'[^'\n]*')\s*:(?:\s|$)/;

/** What stands below a key or behind the dash of an item, when it looks like a list or map of its own. */
function open(chunk: Chunk): Opened | undefined {
  if (isItem(chunk.source)) {
    const body = itemBody(chunk);
    const isMap = holdsEntries(body.source);
    return isMap ? { body, close: (reading) => closeItem(chunk, reading) } : undefined;
  }
  const { head, body } = headAndBody(chunk);
  const written = keyOf(head);
  if (written === undefined || /["'?]/.test(head.source.charAt(written.key.start)))
    return undefined;
  const isCollection = isItem(body.source) || holdsEntries(body.source);
  return isCollection
    ? { body, close: (reading) => closeEntry(chunk, head, written, reading) }
    : undefined;
}

function holdsEntries(source: string): boolean {
  const { content } = firstContent(source);
  if (content < 0) return false;
  const { start, text } = lineAt(source, content);
  return beginsEntry.test(text.slice(content - start));
}

/** The list or map that the parts make up; undefined when only a reading of the whole can tell what they are. */
function readingOf(parts: readonly Part[], body: Chunk, common: Survey): Reading | undefined {
  if (!common.isClean) return assemble(body, placed(parts, body.offset));
  if (!common.isOneKind) return undefined;
  const node = join(parts, body);
  if (common.stray < 0) return { node, broken: false, problems: [] };
  return {
    node: node?.kind === 'map' ? { ...node, incomplete: true } : node,
    broken: false,
    problems: [strayLine(parts, common.stray, body.offset)],
  };
}

/** The one list or map of parts without mistakes. */
function join(parts: readonly Part[], body: Chunk): SpecNode | null {
  const items: (SpecNode | null)[] = [];
  const entries: Entry[] = [];
  let shift = body.offset;
  for (const { node, source } of parts) {
    if (node?.kind === 'sequence') for (const item of node.items) items.push(place(item, shift));
    if (node?.kind === 'map')
      for (const entry of node.entries) entries.push(placeEntry(entry, shift));
    shift += source.length;
  }
  const first = items.find((item) => item !== null) ?? entries[0]?.key;
  const start = first?.start ?? body.offset;
  const span = { start, end: shift, flow: false };
  return parts.some(({ node }) => node?.kind === 'sequence')
    ? { kind: 'sequence', ...span, items }
    : { kind: 'map', ...span, entries, incomplete: false };
}

/** What parts have in common. */
export interface Survey {
  isClean: boolean;
  isAnchored: boolean;
  /** They are items of one list, or entries of one map. */
  isOneKind: boolean;
  /** The index of the first that is indented otherwise than the first of all; -1 when none is. */
  stray: number;
}

/** Looks at all parts in one go, as lists can be very long. */
export function survey(parts: readonly Part[]): Survey {
  const found: Survey = { isClean: true, isAnchored: false, isOneKind: true, stray: -1 };
  const wanted = parts[0]?.indent ?? 0;
  let kind: SpecNode['kind'] | undefined;
  let index = 0;
  for (const { node, indent, isClean: isRight, isAnchored } of parts) {
    if (!isRight) found.isClean = false;
    if (isAnchored) found.isAnchored = true;
    if (found.stray < 0 && indent >= 0 && indent !== wanted) found.stray = index;
    if (node !== null) {
      const isCollection = (node.kind === 'map' || node.kind === 'sequence') && !node.flow;
      if (!isCollection || (kind ?? node.kind) !== node.kind) found.isOneKind = false;
      kind = node.kind;
    }
    index += 1;
  }
  found.isOneKind &&= kind !== undefined;
  return found;
}

/** The line that a part begins with, which is not indented like its neighbours. */
function strayLine(parts: readonly Part[], index: number, offset: number): Problem {
  const source = parts[index]?.source ?? '';
  const { content } = firstContent(source);
  const { start, text } = lineAt(source, content);
  const before = parts.slice(0, index).reduce((sum, part) => sum + part.source.length, offset);
  const end = start + text.trimEnd().length;
  return { start: before + content, end: before + end, ...badIndentation };
}

function placeProblems(problems: Reading['problems'], offset: number): Reading['problems'] {
  return problems.map((problem) => ({
    ...problem,
    start: problem.start + offset,
    end: problem.end + offset,
  }));
}

/**
 * The same text in memory of its own. V8 lets slices point into the string they were cut from, which would keep each
 * version of the text that a part was ever read from.
 */
function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}
