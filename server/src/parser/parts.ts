import { lineAt } from '../base/lines';
import { ownCopy } from '../base/ownCopy';
import { assembleParts } from './assembleParts';
import { type Chunk, firstContent, headAndBody, isItem } from './chunks';
import type { Anchors } from './composeYaml';
import { limitChunks } from './limits';
import { closeEntry, closeItem, itemBody, keyOf, type Reading, readChunk } from './recover';
import { textKeys } from './repairs/prose';
import { type Before, type FormerPart, reusableParts } from './reuse';

/**
 * A chunk that was read by itself, with a green node: offsets count from its own start, so it stays as it is while the
 * text around it changes. What it says depends on its own text alone.
 */
export interface Part extends Reading {
  /** UTF-16 units. */
  length: number;
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
  /** Where the first of them begins in it. */
  body: number;
}

/** Longer chunks (UTF-16 units) are read by their own chunks. */
const long = 600;

/** Levels of parts in parts: what stands deeper is read as one. */
const deepestPart = 20;

/**
 * Reads each chunk of some lines by itself.
 * @param before what may stand in these lines still: it is taken over
 * @param level how many parts the lines stand in
 */
export function readParts(lines: Chunk, before?: Before, level = 0): Part[] {
  const { front, back, between, changed } = reusableParts(lines, before);
  limitChunks(front.length + between.length + back.length - 1);
  const last = Math.min(between.length, changed.length) - 1;
  const read = between.map((chunk, index) => {
    // An entry may have been cut in two, or two may have grown together: what stood in the rest is offered to the last.
    const first = changed[Math.min(index, last)];
    const inside = before && first && within(before, first, index < last ? first : changed.at(-1));
    return readPart(chunk, inside, level);
  });
  return [...front, ...read, ...back];
}

/** What stood in the lines from one part to another. */
function within({ change }: Before, first: FormerPart, last = first): Before {
  const stretch = ({ part: { parts, body, length }, start }: FormerPart) => ({
    parts,
    start: start + body,
    end: start + length,
  });
  const atFirst = stretch(first);
  return { first: atFirst, last: first === last ? atFirst : stretch(last), change };
}

/** Reads one chunk by itself. */
function readPart(chunk: Chunk, before: Before | undefined, level: number): Part {
  const { source } = chunk;
  const understood = readLong(chunk, before, level) ?? readShort(ownCopy(source));
  const { length } = source;
  return { length, indent: firstContent(source).width, isItem: isItem(source), ...understood };
}

type Understood = Omit<Part, 'length' | 'indent' | 'isItem'>;

function readShort(source: string): Understood {
  const anchors: Anchors = new Map();
  const reading = readChunk({ source, offset: 0 }, anchors);
  const isAnchored = anchors.size > 0;
  return { ...reading, isClean: isCleanReading(reading), isAnchored, parts: [], body: 0 };
}

/** Reads a long entry or item by its chunks; undefined when it has to be read as a whole. */
function readLong(
  { source, offset }: Chunk,
  before: Before | undefined,
  level: number,
): Understood | undefined {
  const opened =
    source.length > long && level < deepestPart ? open({ source, offset: 0 }) : undefined;
  if (opened === undefined) return undefined;
  const { lines, close } = opened;
  const body = lines.offset;
  const parts = readParts({ source: lines.source, offset: offset + body }, before, level + 1);
  const inside = assembleParts(parts, lines);
  if (inside === undefined) return undefined;
  const reading = close(inside.reading);
  const { isAnchored } = inside;
  return { ...reading, isClean: isCleanReading(reading), isAnchored, parts, body };
}

function isCleanReading({ broken, problems }: Reading): boolean {
  return !broken && problems.length === 0;
}

interface Opened {
  lines: Chunk;
  close: (reading: Reading) => Reading;
}

const beginsEntry = /^(?:[^\s#&*!|>'"%@`{}[\]?:-][^:#\n]*|(?:"[^"\\\n]*"|'[^'\n]*')\s*):(?:\s|$)/;

/** What stands below a key or behind the dash of an item, when it looks like a list or map of its own. */
function open(chunk: Chunk): Opened | undefined {
  if (isItem(chunk.source)) {
    const lines = itemBody(chunk);
    const isMap = holdsEntries(lines.source);
    return isMap ? { lines, close: (reading) => closeItem(chunk, reading) } : undefined;
  }
  const { head, body: lines } = headAndBody(chunk);
  const line = { ...head, source: ownCopy(head.source) };
  const written = keyOf(line);
  if (written === undefined || written.anchor !== undefined) return undefined;
  if (/["'?]/.test(line.source.charAt(written.key.start))) return undefined;
  if (textKeys.has(written.key.value)) return undefined;
  const isCollection = isItem(lines.source) || holdsEntries(lines.source);
  return isCollection
    ? { lines, close: (reading) => closeEntry(chunk, line, written, reading) }
    : undefined;
}

function holdsEntries(source: string): boolean {
  const { content } = firstContent(source);
  if (content < 0) return false;
  const { start, text } = lineAt(source, content);
  return beginsEntry.test(text.slice(content - start));
}
