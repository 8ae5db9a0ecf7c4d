import type { Edit } from '../../base/edit';
import { endOfOpened } from './brackets';
import { isBlank, keyColumn, keyOn, type Line, linesOf } from './lines';
import { textKeys } from './prose';
import type { Cure, Repair } from './repair';

const opened = /^(\s*(?:- +)*[A-Za-z_][\w-]*:[ \t]*)["']/;

/** Text in quotes that goes on in lines which are not indented deeper than its key. */
export const quotedLines: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const key = line.isText ? undefined : opened.exec(line.text)?.[1];
    if (key === undefined) continue;
    const open = line.start + key.length;
    const end = (endOfOpened(source, open) ?? 0) - 1;
    const below = lines.slice(index + 1).filter((one) => one.start < end && !isBlank(one));
    const column = keyColumn(line);
    const [first] = below;
    const isShallow = below.some(({ indent }) => indent <= column);
    if (first !== undefined && isShallow && endsLine(source, end)) {
      const isProse = textKeys.has(keyOn(line)?.key);
      yield indented(source, { open, end, isProse }, first, below, ' '.repeat(column + 2));
    }
  }
};

/** Whether nothing stands behind a closing quote in its line. */
function endsLine(source: string, quote: number): boolean {
  return /^[ \t\r]*(?:\n|$)/.test(source.slice(quote + 1));
}

/** @param quotes their offsets, and whether the lines between them are sentences */
function indented(
  source: string,
  { open, end, isProse }: { open: number; end: number; isProse: boolean },
  first: Line,
  below: readonly Line[],
  indentation: string,
): Cure {
  const edits = below.map(({ start }): Edit => ({ start, end: start, newText: indentation }));
  const place = {
    start: first.start + first.indent,
    end: first.start + first.text.trimEnd().length,
    code: 'bad-indentation',
  };
  if (!isProse || source.slice(open + 1, end).includes('\\')) {
    return {
      ...place,
      message: 'Text in quotes that continues on another line must be indented: indent it.',
      title: 'Indent the text',
      edits,
    };
  }
  return {
    ...place,
    message: 'Text of several lines needs `|` instead of quotes: write it indented below `|`.',
    title: 'Write `|` and indent the text',
    edits: [
      { start: open, end: open + 1, newText: `|\n${indentation}` },
      ...edits,
      { start: end, end: end + 1, newText: '' },
    ],
  };
}
