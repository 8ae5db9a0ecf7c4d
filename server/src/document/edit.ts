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
