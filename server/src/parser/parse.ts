import type { Entry, SpecNode } from '../ast/nodes';
import { lineAt } from '../base/lines';
import { textDiff } from '../base/textDiff';
import { redParts, survey } from './assembleParts';
import { type Chunk, firstContent } from './chunks';
import { withoutCode } from './codeAround';
import { withoutFence } from './codeFence';
import { composePiece } from './composeYaml';
import { BeyondLimit, limitExpansion, limitLength } from './limits';
import { beginsWith, dashesIn, holderIn } from './margin';
import { withoutConflicts } from './mergeConflicts';
import { type Part, readParts } from './parts';
import { assemble, compose, type ReadChunk, type Reading, recover } from './recover';
import { endOfOpened } from './repairs/brackets';
import { joinMarkdown } from './repairs/markdownKeys';
import type { Before } from './reuse';
import { explain, type Problem } from './syntaxErrors';
import { withoutTemplateLines } from './templateLines';

/** A text as far as it can be understood. */
export interface ParsedText {
  /** Without merge conflicts, lines of a template, and a fence or code around it: what was read. */
  text: string;
  root: SpecNode | null;
  problems: Problem[];
  /** Its top-level chunks, for the next version of the text. */
  parts: readonly Part[];
  /** Whether parts were read by themselves: nodes of parts that stay are the same in the next version. */
  isInParts: boolean;
  /** Whether the text goes beyond a limit, so that nothing in it was read. */
  isBeyondLimit: boolean;
}

/**
 * Reads a spec. Never throws: what cannot be understood is a problem at its place, and what stands
 * around it is in the tree. What it gives depends on the text alone.
 *
 * @param before an earlier version: what has not changed since is not read again
 */
export function parse(text: string, before?: ParsedText): ParsedText {
  try {
    limitLength(text);
    const fence = withoutFence(text);
    const code = withoutCode(fence.text);
    const template = withoutTemplateLines(code.text);
    const conflicts = withoutConflicts(template.text);
    const parsed = parseWithinLimits(conflicts.text, before);
    const around = [fence, code, template, conflicts].flatMap(({ problems }) => problems);
    parsed.problems = joinMarkdown([...parsed.problems, ...around]);
    // Parts are read by themselves only where nothing has an anchor.
    if (!parsed.isInParts) limitExpansion(parsed.root);
    return parsed;
  } catch (error) {
    if (!(error instanceof BeyondLimit)) throw error;
    const nothing = { root: null, parts: [], isInParts: false };
    return { text, ...nothing, problems: [error.problem], isBeyondLimit: true };
  }
}

function parseWithinLimits(text: string, before: ParsedText | undefined): ParsedText {
  const parts = partsWithinLimits(text, before);
  const all = partsIn(text, parts);
  const inText = dashesInText(all);
  const second = secondDocument(all, inText) ?? behindJson(text, all);
  const source = text.slice(0, second?.offset ?? text.length);
  const first = partsIn(text, parts.slice(0, second?.index ?? parts.length));
  const apart = readApart(source, first, inText);
  const reading = apart ?? readWhole(source);
  const { node } = reading;
  const problems =
    second === undefined
      ? reading.problems
      : [
          ...reading.problems.filter(({ start }) => start < second.end),
          secondDocumentProblem(text, second.offset),
        ];
  const isInParts = apart !== undefined;
  return { text, root: node, problems, parts, isInParts, isBeyondLimit: false };
}

/** A part does not know where in the text it goes beyond a limit: reading the whole text says so. */
function partsWithinLimits(text: string, before: ParsedText | undefined): Part[] {
  try {
    return readParts({ source: text, offset: 0 }, before && beforeChange(before, text));
  } catch (error) {
    if (error instanceof BeyondLimit) composePiece(text, 0, new Map());
    throw error;
  }
}

function beforeChange({ text: before, parts }: ParsedText, text: string): Before {
  const whole = { parts, start: 0, end: before.length };
  return { first: whole, last: whole, change: textDiff(before, text) };
}

/** A part with the lines that it was read from. */
interface PartInText extends Chunk {
  part: Part;
}

function partsIn(text: string, parts: readonly Part[]): PartInText[] {
  let offset = 0;
  return parts.map((part) => {
    const start = offset;
    offset += part.length;
    return { part, offset: start, source: text.slice(start, offset) };
  });
}

/** The offsets of parts that begin with `---`, or stand in front matter, and belong to a prompt in the margin. */
function dashesInText(parts: readonly PartInText[]): ReadonlySet<number> {
  const found = new Set<number>();
  let holder: Entry | undefined;
  for (const [index, { part, source, offset }] of parts.entries()) {
    if (found.has(offset)) continue;
    if (holder !== undefined && markerOf(source) !== undefined) {
      const end = index + dashesIn(holder, parts, index);
      for (const lost of parts.slice(index, end)) found.add(lost.offset);
    } else {
      holder = part.node?.kind === 'map' ? holderIn(part.node) : holder;
    }
  }
  return found;
}

/** The part that begins a second agent, where it does, and where the first one ends. */
interface SecondDocument {
  index: number;
  offset: number;
  end: number;
}

/**
 * The `---` (or `...`, where something follows) that ends the first document.
 * @param inText the offsets of parts that are passed over
 */
function secondDocument(
  parts: readonly PartInText[],
  inText: ReadonlySet<number>,
): SecondDocument | undefined {
  let ended: SecondDocument | undefined;
  let hasContent = false;
  for (const [index, { source, offset }] of parts.entries()) {
    const marker = inText.has(offset) ? undefined : markerOf(source);
    const at = offset + (marker ?? 0);
    if (marker !== undefined && hasContent) ended ??= { index, offset: at, end: at };
    if (ended !== undefined && (source.startsWith('---', marker) || holdsContent(source)))
      return ended;
    hasContent ||= holdsContent(source);
  }
  return undefined;
}

/** What stands behind a spec in braces: another one, with or without a comma between them, or a key. */
function behindJson(text: string, parts: readonly PartInText[]): SecondDocument | undefined {
  const first = parts.find(({ source }) => holdsContent(source));
  if (first === undefined || !beginsWith(/^\{/, first)) return undefined;
  const later = parts.filter(
    (part) => part.offset > first.offset && beginsWith(/^(?:\{|"?[a-z])/, part),
  );
  const end = later.length === 0 ? undefined : endOfOpened(text, startOf(first));
  const second = end === undefined ? undefined : later.find((part) => startOf(part) >= end);
  if (end === undefined || second === undefined) return undefined;
  const offset = startOf(second);
  const between = text.slice(end, offset).replace(/^\s*,/, '');
  const isNext = firstContent(between).content < 0;
  return isNext ? { index: parts.indexOf(second), offset, end } : undefined;
}

const startOf = ({ source, offset }: Chunk) => offset + firstContent(source).content;

function secondDocumentProblem(text: string, start: number): Problem {
  const place = { start, end: start + 3, code: 'second-document' };
  if (text.startsWith('{', start)) {
    return {
      ...place,
      end: start + 1,
      message: 'A file can have only one agent: move this one to another file.',
    };
  }
  if (!/[-.]/.test(text.charAt(start))) {
    const { text: line } = lineAt(text, start);
    return {
      ...place,
      end: start + line.trimEnd().length,
      message: '`}` ends the spec, but more follows: write it between the braces.',
    };
  }
  if (!text.startsWith('---', start)) {
    return {
      ...place,
      message:
        '`...` ends the spec, but more follows: remove the line, or indent it if it belongs to a text.',
    };
  }
  if (firstContent(text.slice(place.end)).content >= 0) {
    return {
      ...place,
      message:
        'A file can have only one agent: move what follows `---` to another file, or indent the line if it belongs to a text.',
    };
  }
  const lineBreak = text.indexOf('\n', start);
  const edit = { start, end: lineBreak < 0 ? text.length : lineBreak + 1, newText: '' };
  return {
    ...place,
    message: '`---` starts another agent, but nothing follows: remove the line.',
    cure: { title: 'Remove the line', edits: [edit] },
  };
}

/** A flow collection at the root or a text in the margin may go on in lines that look like entries: short texts are then read as a whole. */
const shortText = 65_536;

/** The map that the parts make up; undefined when only a reading of the whole text can tell what it is. */
function readApart(
  source: string,
  all: readonly PartInText[],
  inText: ReadonlySet<number>,
): Reading | undefined {
  const isBound = ({ part, source: lines, offset }: PartInText) =>
    part.isAnchored || (!inText.has(offset) && needsWhole(lines));
  if (all.some(isBound)) return undefined;
  const parts = all.map(({ part }) => part);
  const content = all.filter(({ source: lines }) => holdsContent(lines));
  const hasProblems = parts.some((part) => !part.isClean);
  const hasMap = content.some(({ part: { node } }) => node?.kind === 'map' && !node.flow);
  const mayGoOn = !hasMap || (content[0] !== undefined && isOpen(content[0]));
  if (hasProblems && mayGoOn && source.length < shortText) {
    const { errors } = composePiece(source, 0, new Map());
    if (errors.length === 0) return undefined;
  }
  const text = { source, offset: 0 };
  if (!hasProblems && content.length < 2) return readOnly([...redParts(parts, text)]);
  const { kind, stray } = survey(content.map(({ part }) => part));
  const isMap = hasMap && kind === 'map' && stray < 0;
  if (!hasProblems && !hasMap) return undefined;
  const reading = assemble(text, redParts(parts, text));
  return isMap || reading.problems.length > 0 ? reading : undefined;
}

/** What a text of one chunk is, whatever it is. */
function readOnly(chunks: readonly ReadChunk[]): Reading {
  const node = chunks.find((chunk) => chunk.node !== null)?.node ?? null;
  return { node, broken: false, problems: [] };
}

/** Whether a flow collection is not closed in a chunk. */
function isOpen({ part: { problems }, source }: PartInText): boolean {
  return problems.some(
    ({ code, start }) => code === 'unclosed' && /[[{]/.test(source.charAt(start)),
  );
}

/** Directives, explicit keys, and what stands behind a document marker or a tag mean something to what follows. */
function needsWhole(source: string): boolean {
  const { content } = firstContent(source);
  if (content < 0) return false;
  const marker = markerOf(source);
  if (marker !== undefined) return firstContent(source.slice(marker + 3)).content >= 0;
  const { start, text } = lineAt(source, content);
  return /^(?:%|[?:](?:\s|$)|!\S*(?:[ \t]+(?:#.*)?)?$)/.test(text.slice(content - start));
}

/** Where a chunk begins with `---` or `...`. */
function markerOf(source: string): number | undefined {
  const { content, width } = firstContent(source);
  const isMarker =
    width === 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(source.slice(content, content + 4));
  return isMarker ? content : undefined;
}

/** Whether a chunk says anything of the agent. */
function holdsContent(source: string): boolean {
  const { content } = firstContent(source);
  if (content < 0 || source.charAt(content) === '%') return false;
  const marker = markerOf(source);
  return marker === undefined || firstContent(source.slice(marker + 3)).content >= 0;
}

function readWhole(source: string): Reading {
  const { node, error, problems } = compose({ source, offset: 0 }, new Map());
  if (error === undefined) return { node, broken: false, problems };
  const reading = recover({ source, offset: 0 }, new Map());
  if (reading.problems.length > 0) return reading;
  const [start, end] = error.pos;
  return { ...reading, problems: [{ start, end, ...explain(error, undefined) }] };
}
