import type { Entry } from '../ast/nodes';

/** Offsets of UTF-16 units in the text before any edit. */
export interface Edit {
  start: number;
  end: number;
  newText: string;
}

/** Where the last thing an entry holds ends, without the line break and comment behind it. */
export function contentEnd(text: string, { key, value }: Entry): number {
  if (value === null) return text.charAt(key.end) === ':' ? key.end + 1 : key.end;
  return value.start + text.slice(value.start, value.end).trimEnd().length;
}

/** A text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce(
      (result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end),
      text,
    );
}
