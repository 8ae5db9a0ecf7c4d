import type { Range } from 'vscode-languageserver-types';
import type { LocatedMessage } from '../../../shared/src/messages';

export interface Edit {
  /** What is replaced. */
  range: Range;
  /** What it is replaced with. */
  text: string;
}

/**
 * Where a range stands after an edit of the text, or undefined when the edit touches its lines:
 * who changes a line has seen what is marked there.
 */
export function rangeAfterEdit(range: Range, { range: replaced, text }: Edit): Range | undefined {
  if (replaced.start.line > range.end.line) return range;
  if (!isBefore(range, replaced, text)) return undefined;
  const lines = text.split(/\r\n|\r|\n/).length - 1 - (replaced.end.line - replaced.start.line);
  return {
    start: { line: range.start.line + lines, character: range.start.character },
    end: { line: range.end.line + lines, character: range.end.character },
  };
}

/** Where a message stands after edits; undefined when one touches a line of what it speaks of. */
export function messageAfterEdits(
  { range, message, field = range }: LocatedMessage,
  edits: readonly Edit[],
): LocatedMessage | undefined {
  const moved = edits.reduce<Range | undefined>(
    (place, edit) => place && rangeAfterEdit(place, edit),
    field,
  );
  if (!moved) return undefined;
  const lines = moved.start.line - field.start.line;
  const { start, end } = range;
  return {
    range: {
      start: { ...start, line: start.line + lines },
      end: { ...end, line: end.line + lines },
    },
    message,
    field: moved,
  };
}

/** Whether only whole lines before the range change, so that its own stay what they are. */
function isBefore(range: Range, { start, end }: Range, text: string): boolean {
  if (end.line < range.start.line) return true;
  const wholeLines = text === '' ? start.character === 0 : /[\r\n]$/.test(text);
  return end.line === range.start.line && end.character === 0 && wholeLines;
}
