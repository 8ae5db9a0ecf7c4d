import { keysBesideText, listKeys } from './keyKinds';
import { isBlank, isComment, keyColumn, keyOn, type Line, linesOf } from './lines';
import { isAround, type Repair } from './repair';

/** A line with a value that stands further left than the lines above and below it, which are keys of one map or item. */
export const outdentedLine: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source).filter((line) => !isBlank(line) && !isComment(line));
  for (const [index, line] of lines.entries()) {
    const { start, indent, text } = line;
    if (line.isText || !isAround(error, start, start + text.length)) continue;
    const column = columnAround(lines, index);
    if (column === undefined || column <= indent) continue;
    yield {
      start: start + indent,
      end: start + text.trimEnd().length,
      code: 'bad-indentation',
      message: 'This line is indented less than the lines around it: indent it like them.',
      title: 'Indent it like the lines around it',
      edits: [{ start, end: start, newText: ' '.repeat(column - indent) }],
    };
  }
};

/** The column in which a line belongs by those around it; undefined where it may be right. */
function columnAround(lines: readonly Line[], index: number): number | undefined {
  const [above, line, below] = [lines[index - 1], lines[index], lines[index + 1]];
  if (above === undefined || line === undefined || below === undefined) return undefined;
  const opened = keyOn(above);
  const isOpened = opened !== undefined && opened.value === above.text.length;
  const isBelow = above.indent > line.indent || (isOpened && opened.column === line.indent);
  if (!isBelow || below.indent <= line.indent) return undefined;
  if (keyColumn(line) > line.indent) return itemColumn(lines, index);
  const key = keyOn(line);
  if (key === undefined || key.value === line.text.length || mayBeRight(lines, line, key.key))
    return undefined;
  return isOpened && opened.column >= below.indent ? opened.column + 2 : below.indent;
}

/** Whether a key may stand where it does: it is one of the spec that came between those of a map, or its dash is missing. */
function mayBeRight(lines: readonly Line[], { indent }: Line, key: string): boolean {
  const [head] = lines;
  const holder = head && keyOn(head)?.key;
  if (indent === 0 && keysBesideText.has(key) && !listKeys.has(holder ?? '')) return true;
  const isDashed = (one: Line) => one.indent <= indent && indent < keyColumn(one);
  return lines.some((one) => isDashed(one) && keyOn(one)?.key === key);
}

/** The column of a dash before whose key others of the item follow. */
function itemColumn(lines: readonly Line[], index: number): number | undefined {
  const line = lines[index];
  if (line === undefined) return undefined;
  const end = lines.findIndex((one, at) => at > index && one.indent <= line.indent);
  const own = lines.slice(index + 1, end < 0 ? lines.length : end);
  const gap = keyColumn(line) - line.indent;
  const next = own.findIndex((one) => one.text.startsWith('- ', one.indent));
  const columns = own.slice(0, next < 0 ? own.length : next).map(({ indent }) => indent);
  return columns.length === 0 ? undefined : Math.min(...columns) - gap;
}
