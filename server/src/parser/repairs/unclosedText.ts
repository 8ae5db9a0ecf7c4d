import { foreignSignAt } from './brackets';
import { isBlank, isComment, keyLine, keyOn, type Line, type LineKey, linesOf } from './lines';
import { textKeys } from './prose';
import { blockInPlace } from './quotes';
import type { Cure, Repair } from './repair';

/** `description: "You are Mia.` over several lines: nobody knows where the quote should end, but the prompt goes on to the next key. */
export const unclosedText: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const key = line.isText ? undefined : keyOn(line);
    if (key === undefined || !textKeys.has(key.key)) continue;
    const open = line.start + key.value;
    const below = textBelow(lines, index, key);
    const last = below.at(-1);
    if (last !== undefined && isNeverClosed(source, open, last.start + last.text.length))
      yield asBlock(source, line, key, below);
  }
};

/** Whether a quote opens at an offset, and no line of the text ends with one. Escapes mean nothing in a block. */
function isNeverClosed(source: string, open: number, end: number): boolean {
  const quote = source.charAt(open);
  if (!/["']/.test(quote) || foreignSignAt(source, open) !== undefined) return false;
  const lines = source.slice(open + 1, end).split('\n');
  return lines.every((line) => !line.includes('\\') && !line.trimEnd().endsWith(quote));
}

/** The lines with content up to the next key; comments above it are its own. */
function textBelow(lines: readonly Line[], index: number, { column }: LineKey): Line[] {
  const isNextKey = ({ text, indent }: Line) =>
    indent <= column && keyLine.test(text.slice(indent));
  const end = lines.findIndex((line, at) => at > index && isNextKey(line));
  const below = lines.slice(index + 1, end < 0 ? lines.length : end);
  const isText = (line: Line) => !isBlank(line) && !isComment(line);
  return below.slice(0, below.findLastIndex(isText) + 1).filter((line) => !isBlank(line));
}

function asBlock(source: string, line: Line, key: LineKey, below: readonly Line[]): Cure {
  const open = line.start + key.value;
  return {
    start: open,
    end: line.start + line.text.trimEnd().length,
    code: 'unclosed',
    message:
      'The quote opened here is never closed: write `|` in its place, with the text below it.',
    title: 'Write `|` in place of the quote',
    edits: blockInPlace(source, { open, column: key.column }, below),
  };
}
