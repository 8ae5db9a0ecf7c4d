import type { Edit } from './edit';

/** UTF-16 units that are compared at once: comparing slices is much faster than comparing units. */
const stride = 4096;

/** What differs between two texts: all before `start` is the same in both, and all behind the two ends. */
export interface Change {
  start: number;
  endBefore: number;
  endAfter: number;
}

/** The smallest change that makes one text of another, in UTF-16 offsets. */
export function textDiff(before: string, after: string): Change {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (
    start + stride <= shortest &&
    before.slice(start, start + stride) === after.slice(start, start + stride)
  ) {
    start += stride;
  }
  while (start < shortest && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;

  const most = shortest - start;
  let tail = 0;
  while (
    tail + stride <= most &&
    before.slice(before.length - tail - stride, before.length - tail) ===
      after.slice(after.length - tail - stride, after.length - tail)
  ) {
    tail += stride;
  }
  while (
    tail < most &&
    before.charCodeAt(before.length - tail - 1) === after.charCodeAt(after.length - tail - 1)
  ) {
    tail += 1;
  }
  return { start, endBefore: before.length - tail, endAfter: after.length - tail };
}

/** The lines to replace in one text to have another, as one edit; none when they are the same. */
export function changedLines(before: string, after: string): Edit[] {
  if (before === after) return [];
  const change = textDiff(before, after);
  const start = before.lastIndexOf('\n', change.start - 1) + 1;
  const lineEnd = before.indexOf('\n', change.endBefore);
  const end = lineEnd < 0 ? before.length : lineEnd + 1;
  return [{ start, end, newText: after.slice(start, end - change.endBefore + change.endAfter) }];
}
