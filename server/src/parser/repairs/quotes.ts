import type { Edit } from '../../base/edit';
import { endOfOpened } from './brackets';
import { isBlank, keyColumn, linesOf } from './lines';
import type { Repair } from './repair';

const opened = /^(\s*(?:- +)*[A-Za-z_][\w-]*:[ \t]*)(["'])/;

/** Text in quotes that goes on in lines which are not indented deeper than its key. */
export const quotedLines: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const [, key = '', quote = ''] = (line.isText ? null : opened.exec(line.text)) ?? [];
    if (quote === '') continue;
    const open = line.start + key.length;
    const end = (endOfOpened(source, open) ?? 0) - 1;
    const isAlone = end >= 0 && /^[ \t\r]*(?:\n|$)/.test(source.slice(end + 1));
    const column = keyColumn(line);
    const below = lines.slice(index + 1).filter((one) => one.start < end && !isBlank(one));
    if (!isAlone || !below.some(({ indent }) => indent <= column)) continue;
    const isPlain = !source.slice(open + 1, end).includes('\\');
    const indentation = ' '.repeat(column + 2);
    const indented = below.map(({ start }): Edit => ({ start, end: start, newText: indentation }));
    const [first] = below;
    yield {
      start: first === undefined ? open : first.start + first.indent,
      end: first === undefined ? open + 1 : first.start + first.text.trimEnd().length,
      code: 'bad-indentation',
      message: isPlain
        ? 'Text in several lines needs `|` instead of quotes, and stands indented below it.'
        : 'Text in quotes that goes on in another line has to be indented.',
      title: isPlain ? 'Write `|` and indent the text' : 'Indent the text',
      edits: isPlain
        ? [
            { start: open, end: open + 1, newText: `|\n${indentation}` },
            ...indented,
            { start: end, end: end + 1, newText: '' },
          ]
        : indented,
    };
  }
};
