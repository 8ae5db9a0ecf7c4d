import type { Edit } from '../../base/edit';
import { listKeys } from './keyKinds';
import { isBlank, isComment, keyColumn, keyOn, type Line, linesBelow, linesOf } from './lines';
import type { Repair } from './repair';

/**
 * Keys of an item in the column of its dash, or just behind it: they have to stand under its first key. One that items begin with
 * lacks its dash.
 */
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
    const { start, indent, text } = key.line;
    const told = key.isItem
      ? {
          code: 'missing-dash',
          message: `Another item begins with \`${item}\`: write \`- \` before it.`,
          title: 'Add the dash',
        }
      : {
          code: 'bad-indentation',
          message: `\`${keyOn(key.line)?.key}\` belongs to the item above: indent it like \`${item}\`.`,
          title: `Indent it like \`${item}\``,
        };
    const edits = lost.map(({ edit }) => edit);
    yield { start: start + indent, end: start + text.trimEnd().length, ...told, edits };
  }
};

/** A line that is not where it belongs in a list. */
interface Lost {
  line: Line;
  edit: Edit;
  /** It lacks its dash. */
  isItem: boolean;
}

/**
 * The keys between the column of the dashes and that of the keys, with what stands below them; none where something else stands there.
 * @param first the first item
 * @param key that it begins with
 */
function besideDashes(below: readonly Line[], first: Line, key: string): Lost[] {
  const [dash, column] = [first.indent, keyColumn(first)];
  const isOwn = (line: Line) => !isBlank(line) && (line.indent > dash || !isComment(line));
  const own = below.filter(isOwn);
  const isBeside = (line: Line) => line.indent < column && !line.text.startsWith('- ', line.indent);
  if (own.some((line) => isBeside(line) && keyOn(line) === undefined)) return [];
  let by = 0;
  return own.flatMap((line) => {
    const isItem = isBeside(line) && line.indent === dash && keyOn(line)?.key === key;
    if (line.indent < column) by = isBeside(line) && !isItem ? column - line.indent : 0;
    const at = isItem ? line.start + line.indent : line.start;
    const newText = isItem ? '- ' : ' '.repeat(by);
    return newText === '' ? [] : { line, edit: { start: at, end: at, newText }, isItem };
  });
}
