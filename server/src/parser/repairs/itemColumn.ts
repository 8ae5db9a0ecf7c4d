import type { Edit } from '../../base/edit';
import { isBlank, isComment, keyColumn, keyOn, type Line, linesOf } from './lines';
import { isAround, type Repair } from './repair';

/** An item that was pasted in another column than those above, which begin with the same key. */
export const itemColumn: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  const near = lines.flatMap((line, index) =>
    !line.isText && isAround(error, line.start, line.start + longestKey) ? [{ line, index }] : [],
  );
  // The library stumbles below the item, seldom far.
  for (const { line, index } of near.reverse()) {
    const above = itemAbove(lines, index);
    if (above === undefined || isFirstBelow(lines, index)) continue;
    const pasted = pastedLines(lines, index, above);
    yield {
      start: line.start + line.indent,
      end: line.start + line.text.trimEnd().length,
      code: 'bad-indentation',
      message:
        "This item isn't aligned with the item above: start all items of a list in the same column.",
      title: 'Indent it like the item above',
      edits: shifted(pasted, above.indent - line.indent),
    };
  }
};

/** UTF-16 units from the dash of an item to its second key, over which the library stumbles. */
const longestKey = 1_000;

const firstKey = /^- +([A-Za-z_]\w*):(?:\s|$)/;
const keyOf = ({ text, indent }: Line) => firstKey.exec(text.slice(indent))?.[1];

/** The item above that begins as this one does and stands in another column; undefined where the lines between belong to neither. */
function itemAbove(lines: readonly Line[], index: number): Line | undefined {
  const line = lines[index];
  const key = line && keyOf(line);
  if (line === undefined || key === undefined) return undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let at = index - 1; at >= 0 && least > 0; at -= 1) {
    const above = lines[at];
    if (above === undefined || above.isText || isBlank(above) || isComment(above)) continue;
    if (above.indent < least && keyOf(above) === key)
      return above.indent === line.indent ? undefined : above;
    least = Math.min(least, above.indent);
  }
  return undefined;
}

/** Whether a line is where the first item of a list stands: below a key without a value, and no further left. */
function isFirstBelow(lines: readonly Line[], index: number): boolean {
  const above = lines.slice(0, index).findLast((one) => !isBlank(one) && !isComment(one));
  const key = above && keyOn(above);
  const isEmpty = key !== undefined && key.value === above?.text.length;
  return isEmpty && key.column <= (lines[index]?.indent ?? 0);
}

/** The lines of an item, and of those behind it in its column; of one whose other keys are right, the first line alone. */
function pastedLines(lines: readonly Line[], index: number, above: Line): Line[] {
  const [line, ...rest] = lines.slice(index);
  if (line === undefined) return [];
  const isOut = (one: Line) =>
    !isBlank(one) &&
    (one.indent < line.indent ||
      (one.indent === line.indent && !one.text.startsWith('- ', one.indent)) ||
      (one.indent === above.indent && keyOf(one) === keyOf(line)));
  const end = rest.findIndex(isOut);
  const below = end < 0 ? rest : rest.slice(0, end);
  const [next] = below.filter((one) => !isBlank(one));
  return next?.indent === keyColumn(above) ? [line] : [line, ...below];
}

/** @param by columns to the right, or to the left where they are fewer than none */
function shifted(lines: readonly Line[], by: number): Edit[] {
  return lines
    .filter((line) => !isBlank(line))
    .map(({ start, indent }) =>
      by > 0
        ? { start, end: start, newText: ' '.repeat(by) }
        : { start, end: start + Math.min(-by, indent), newText: '' },
    );
}
