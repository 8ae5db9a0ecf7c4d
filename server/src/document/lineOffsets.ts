import type { Edit } from '../base/edit';

/** The offset at which each line of a text begins; lines end with `\n`, `\r\n` or `\r`, as in LSP. */
export type LineOffsets = readonly number[];

/** Where the lines of a text begin. */
export function lineOffsetsOf(text: string): LineOffsets {
  return [0, ...lineStarts(text, 0, text.length)];
}

/** The line (from 0) that holds an offset. */
export function lineOf(offsets: LineOffsets, offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return Math.max(0, low - 1);
}

/**
 * Where the lines begin after an edit: only those that it touches are looked through again.
 * @param text after the edit
 */
export function editedLineOffsets(
  offsets: LineOffsets,
  { start, end, newText }: Edit,
  text: string,
): LineOffsets {
  const growth = newText.length - (end - start);
  // The edit may part or join the `\r` and `\n` at its ends.
  const first = lineOf(offsets, Math.max(0, start - 1));
  const after = lineOf(offsets, end + 1) + 1;
  const from = offsets[first] ?? 0;
  const to = after < offsets.length ? (offsets[after] ?? 0) + growth : text.length;
  const edited = offsets.slice(0, first + 1);
  for (const offset of lineStarts(text, from, to)) edited.push(offset);
  // The first line behind the edit has been found with those in it.
  for (let line = after + 1; line < offsets.length; line += 1) {
    edited.push((offsets[line] ?? 0) + growth);
  }
  return edited;
}

/** Where lines begin behind the line breaks between two offsets. */
function lineStarts(text: string, from: number, to: number): number[] {
  const starts: number[] = [];
  const part = text.slice(from, to);
  const lineBreak = /\r\n?|\n/g;
  while (lineBreak.test(part)) starts.push(from + lineBreak.lastIndex);
  return starts;
}
