/** A text whose marks have been taken out. Offsets are in UTF-16 units. */
export interface Marked {
  text: string;
  /** Where `│` stood; -1 when it did not. */
  cursor: number;
  /** What stood between `«` and `»`, in the order of their beginnings. */
  ranges: { start: number; end: number; text: string }[];
}

/** Takes the marks out of a text: `│` is the cursor, `«…»` a range (ranges may hold ranges). */
export function marked(source: string): Marked {
  let text = '';
  let cursor = -1;
  const ranges: Marked['ranges'] = [];
  const open: Marked['ranges'] = [];
  for (const character of source) {
    if (character === '│') {
      cursor = text.length;
    } else if (character === '«') {
      const range = { start: text.length, end: -1, text: '' };
      ranges.push(range);
      open.push(range);
    } else if (character === '»') {
      const range = open.pop();
      if (range === undefined) throw new Error(`» without « in ${source}`);
      range.end = text.length;
      range.text = text.slice(range.start);
    } else {
      text += character;
    }
  }
  return { text, cursor, ranges };
}
