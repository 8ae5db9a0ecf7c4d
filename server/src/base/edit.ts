/** A change of a text, in offsets of UTF-16 units before any edit. */
export interface Edit {
  start: number;
  end: number;
  newText: string;
}

/** Carries out edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let end = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(end, edit.start) + edit.newText;
    end = edit.end;
  }
  return result + text.slice(end);
}

/**
 * Leads from a text after some edits back to the one before: the offset where the same character
 * stood, or the nearest one where an edit wrote it.
 *
 * @param edits in the order of the text
 */
export function offsetBefore(edits: readonly Edit[]): (offset: number) => number {
  return (offset) => {
    let shift = 0;
    for (const { start, end, newText } of edits) {
      const from = start + shift;
      if (offset < from) break;
      if (offset < from + newText.length) return Math.min(start + offset - from, end);
      shift += newText.length - (end - start);
    }
    return offset - shift;
  };
}
