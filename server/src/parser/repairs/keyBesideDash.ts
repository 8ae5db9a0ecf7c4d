import type { Edit } from '../../base/edit';
import { listKeys } from './keyKinds';
import { isBlank, isComment, keyColumn, keyOn, type Line, linesBelow, linesOf } from './lines';
import type { Repair } from './repair';

/** Keys of an item in the column of its dash, or just behind it: they have to stand under its first key. */
export const keyBesideDash: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const found = line.isText ? undefined : keyOn(line);
    if (found === undefined || !listKeys.has(found.key) || found.value < line.text.length) continue;
    const below = linesBelow(lines, index, found.column);
    const first = below.find((one) => !isBlank(one) && !isComment(one));
    const item = /^- +(\w+):/.exec(first?.text.slice(first.indent) ?? '')?.[1];
    const lost = first && item ? besideDashes(below, first, item) : [];
    const [key] = lost;
    if (key === undefined) continue;
    yield {
      start: key.line.start + key.line.indent,
      end: key.line.start + key.line.text.trimEnd().length,
      code: 'bad-indentation',
      message: `\`${keyOn(key.line)?.key}\` belongs to the item above: indent it like \`${item}\`.`,
      title: `Indent it like \`${item}\``,
      edits: lost.map(
        ({ line: { start }, by }): Edit => ({ start, end: start, newText: ' '.repeat(by) }),
      ),
    };
  }
};

/** A line and the columns by which it has to be deeper. */
interface Lost {
  line: Line;
  by: number;
}

/**
 * The keys between the column of the dashes and that of the keys, with what stands below them; none where something else stands there.
 * @param first the first item
 * @param key that it begins with: another of them lacks its dash
 */
function besideDashes(below: readonly Line[], first: Line, key: string): Lost[] {
  const [dash, column] = [first.indent, keyColumn(first)];
  const isOwn = (line: Line) => !isBlank(line) && (line.indent > dash || !isComment(line));
  const lost: Lost[] = [];
  let by = 0;
  for (const line of below.filter(isOwn)) {
    if (line.indent < column)
      by = line.text.startsWith('- ', line.indent) ? 0 : column - line.indent;
    const name = line.indent < column && by > 0 ? keyOn(line)?.key : '';
    if (name === undefined || name === key) return [];
    if (by > 0) lost.push({ line, by });
  }
  return lost;
}
