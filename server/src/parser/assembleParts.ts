import type { Span, SpecNode } from '../ast/nodes';
import { AssembledSequence, redEntry, toRed } from '../ast/positioned';
import { lineAt } from '../base/lines';
import { type Chunk, firstContent } from './chunks';
import type { Part } from './parts';
import { assemble, type ReadChunk, type Reading } from './recover';
import { badIndentation, type Problem } from './syntaxErrors';

/** What parts have in common. */
interface Survey {
  isClean: boolean;
  isAnchored: boolean;
  /** What they are all, items of a list (`sequence`) or entries of a map; undefined when they are neither. */
  kind: 'sequence' | 'map' | undefined;
  /** The index of the first that is indented otherwise than the first of all; -1 when none is. */
  stray: number;
}

/**
 * The list or map that parts make up; undefined when only a reading of the whole can tell what they are.
 * @param lines what the parts stand in
 */
export function assembleParts(
  parts: readonly Part[],
  lines: Chunk,
): { reading: Reading; isAnchored: boolean } | undefined {
  const { isClean, isAnchored, kind, stray } = survey(parts);
  if (isClean && kind === undefined) return undefined;
  if (kind === 'sequence') {
    const node = joinItems(parts, lines);
    const problems = isClean
      ? strayLine(parts, stray, lines)
      : [...redParts(parts, lines)].flatMap((part) => part.problems);
    return { isAnchored, reading: { node, broken: false, problems } };
  }
  if (!isClean) return { isAnchored, reading: assemble(lines, redParts(parts, lines)) };
  const problems = strayLine(parts, stray, lines);
  const node = joinEntries(parts, lines, problems.length > 0);
  return { isAnchored, reading: { node, broken: false, problems } };
}

function joinItems(parts: readonly Part[], { source, offset }: Chunk): SpecNode {
  const end = offset + source.length;
  let at = offset;
  for (const { node, length } of parts) {
    if (node?.kind === 'sequence')
      return new AssembledSequence(at + node.start, end, parts, offset);
    at += length;
  }
  return new AssembledSequence(offset, end, parts, offset);
}

function joinEntries(
  parts: readonly Part[],
  { source, offset }: Chunk,
  incomplete: boolean,
): SpecNode {
  let shift = offset;
  const entries = parts.flatMap(({ node, length }) => {
    const before = shift;
    shift += length;
    return node?.kind === 'map' ? node.entries.map((entry) => redEntry(entry, before)) : [];
  });
  const start = entries[0]?.key.start ?? offset;
  return { kind: 'map', start, end: offset + source.length, flow: false, entries, incomplete };
}

/** Looks at all parts in one go, as lists can be very long. */
export function survey(parts: readonly Part[]): Survey {
  const found: Survey = { isClean: true, isAnchored: false, kind: undefined, stray: -1 };
  const wanted = parts[0]?.indent ?? 0;
  let isOneKind = true;
  let index = 0;
  for (const { node, indent, isClean, isAnchored } of parts) {
    if (!isClean) found.isClean = false;
    if (isAnchored) found.isAnchored = true;
    if (found.stray < 0 && indent >= 0 && indent !== wanted) found.stray = index;
    if (node !== null) {
      const kind = kindOf(node);
      isOneKind &&= kind !== undefined && (found.kind ?? kind) === kind;
      found.kind = kind;
    }
    index += 1;
  }
  if (!isOneKind) found.kind = undefined;
  return found;
}

function kindOf(node: SpecNode): Survey['kind'] {
  return (node.kind === 'map' || node.kind === 'sequence') && !node.flow ? node.kind : undefined;
}

/** The parts with red nodes. */
export function* redParts(parts: readonly Part[], { source, offset }: Chunk): Iterable<ReadChunk> {
  let at = 0;
  for (const { length, node, broken, problems } of parts) {
    const start = offset + at;
    yield {
      source: source.slice(at, at + length),
      offset: start,
      node: toRed(node, start),
      broken,
      problems: problems.length === 0 ? problems : moveProblems(problems, start),
    };
    at += length;
  }
}

function moveProblems(problems: Reading['problems'], offset: number): Reading['problems'] {
  const move = <T extends Span>(one: T): T => ({
    ...one,
    start: one.start + offset,
    end: one.end + offset,
  });
  return problems.map(({ cure, ...problem }) => ({
    ...move(problem),
    ...(cure && { cure: { ...cure, edits: cure.edits.map(move) } }),
  }));
}

/** The line that a part begins with which is not indented like its neighbours; none for -1. */
function strayLine(parts: readonly Part[], index: number, { source, offset }: Chunk): Problem[] {
  if (index < 0) return [];
  const before = parts.slice(0, index).reduce((sum, { length }) => sum + length, 0);
  const lines = source.slice(before);
  const { content } = firstContent(lines);
  const { start, text } = lineAt(lines, content);
  const from = offset + before;
  const end = start + text.trimEnd().length;
  return [{ start: from + content, end: from + end, ...badIndentation }];
}
