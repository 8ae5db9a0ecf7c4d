import type { Span } from '../ast/nodes';
import { type Around, blank } from './around';
import type { Problem } from './syntaxErrors';

/** The markers of a conflict of git in their order, each with a name behind it or none; the second may be left out. */
const opens = /^<{7}(?: .*)?$/;
const common = /^\|{7}(?: .*)?$/;
const separates = /^={7}$/;
const closes = /^>{7}(?: .*)?$/;

/** Any of them in a text. */
const marker = new RegExp(
  [opens, common, separates, closes].map(({ source }) => source).join('|'),
  'gm',
);

/** A conflict, in offsets of UTF-16 units. */
interface Conflict {
  start: number;
  /** Of the line that opens it. */
  lineEnd: number;
  /** Where the current version ends; undefined as long as that was not met. */
  currentEnd: number | undefined;
  /** Its second version has begun. */
  isSeparated: boolean;
}

/**
 * Finds merge conflicts, and blanks the markers and the incoming version, so that the rest is read
 * as if the current version had been kept. Offsets stay as they are. Markers that were left behind are blanked as well.
 */
export function withoutConflicts(text: string): Around {
  if (!text.includes('<<<<<<<') && !text.includes('>>>>>>>')) return { text, problems: [] };
  const conflicts = [...conflictsIn(text)];
  const lost = conflicts.flatMap(({ conflict, end }) => {
    const { start, lineEnd, currentEnd = lineEnd } = conflict;
    return [
      { start, end: lineEnd },
      { start: currentEnd, end },
    ];
  });
  const rest = blank(text, lost);
  const left = markersIn(rest);
  return {
    text: blank(rest, left),
    problems: [
      ...conflicts.map(({ conflict }) => problemOf(conflict)),
      ...left.map((marker) => leftBehind(rest, marker, left.length === 1)),
    ],
  };
}

/** The lines of markers; none where only signs stand that Markdown knows as well. */
function markersIn(text: string): Span[] {
  const markers = [...text.matchAll(marker)];
  const isOpened = markers.some(([line]) => opens.test(line));
  return markers
    .filter(([line]) => isOpened || closes.test(line))
    .map(({ 0: line, index }) => ({ start: index, end: index + line.length }));
}

/** @param isLast no other marker stands in the text: of a conflict that was resolved, this line was forgotten */
function leftBehind(text: string, { start, end }: Span, isLast: boolean): Problem {
  const lineBreak = /^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  return {
    start,
    end,
    code: 'merge-conflict',
    message: 'This marker is left over from a merge conflict: remove the line.',
    ...(isLast && {
      cure: { title: 'Remove the line', edits: [{ start, end: end + lineBreak, newText: '' }] },
    }),
  };
}

function* conflictsIn(text: string): Iterable<{ conflict: Conflict; end: number }> {
  let open: Conflict | undefined;
  for (const { 0: line, index: start } of text.matchAll(/[^\r\n]+/g)) {
    const end = start + line.length;
    if (open === undefined) {
      if (opens.test(line))
        open = { start, lineEnd: end, currentEnd: undefined, isSeparated: false };
    } else if (!open.isSeparated) {
      meet(open, line, start);
    } else if (closes.test(line)) {
      yield { conflict: open, end };
      open = undefined;
    }
  }
}

/** Takes note of a marker within a conflict. */
function meet(conflict: Conflict, line: string, start: number): void {
  const isSeparator = separates.test(line);
  if (isSeparator || common.test(line)) conflict.currentEnd ??= start;
  conflict.isSeparated = isSeparator;
}

function problemOf({ start, lineEnd }: Conflict): Problem {
  return {
    start,
    end: lineEnd,
    code: 'merge-conflict',
    message: 'This is a merge conflict: keep one of the versions and remove the markers.',
  };
}
