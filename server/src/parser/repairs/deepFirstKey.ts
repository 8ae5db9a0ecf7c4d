import { isBlank, keyColumn, keyOn, type Line, linesBelow, linesOf } from './lines';
import { isAround, type Repair } from './repair';

/**
 * A first key that is deeper than the others of its map, so that they seem to belong nowhere. Of two keys that stand below another,
 * either may be wrong.
 */
export const deepFirstKey: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source).filter(
    (line) => !isBlank(line) && !line.text.trim().startsWith('#'),
  );
  for (const [index, line] of lines.entries()) {
    if (line.isText || !isAround(error, line.start, line.start + line.text.length)) continue;
    const column = keyColumn(line);
    const below = linesBelow(lines, index, column - 1);
    const tooDeep = keyOn(line) === undefined ? 0 : depthBeyond(lines, index, below.length);
    if (tooDeep <= 0) continue;
    const start = line.start + column;
    yield {
      start,
      end: line.start + line.text.trimEnd().length,
      code: 'bad-indentation',
      message: 'This line is indented more than the lines around it: indent it like them.',
      title: 'Indent it like the lines around it',
      edits: [
        { start: start - tooDeep, end: start, newText: '' },
        ...below.map((one) => ({ start: one.start, end: one.start + tooDeep, newText: '' })),
      ],
    };
  }
};

/**
 * How many columns a key is deeper than those that follow in its map.
 * @param below lines that belong to the key
 * @returns 0 where it is not the first of a map, or may be right
 */
function depthBeyond(lines: readonly Line[], index: number, below: number): number {
  const [line, next] = [lines[index], lines[index + 1 + below]];
  if (line === undefined || next === undefined || next.isText) return 0;
  const [column, others] = [keyColumn(line), next.indent];
  if (keyOn(next)?.column !== others || !isFirst(lines, index, others)) return 0;
  // A tab that stays is as wrong as before.
  if (line.text.slice(0, others).includes('\t')) return 0;
  const isItem = column > line.indent;
  const neighbours = linesBelow(lines, index, others - 1).filter(({ indent }) => indent === others);
  if (!isItem && others > 0 && neighbours.length < 2) return 0;
  const spaces = column - line.text.slice(0, column).trimEnd().length;
  return column - others <= spaces ? column - others : 0;
}

/** Whether no key of the map that has a column stands above a line. */
function isFirst(lines: readonly Line[], index: number, column: number): boolean {
  const [line, above] = [lines[index], lines[index - 1]];
  if (line !== undefined && keyColumn(line) > line.indent) return line.indent < column;
  return above === undefined || keyColumn(above) < column;
}
