import type { Edit } from '../../base/edit';
import { listKeys } from './keyKinds';
import { isBlank, isComment, keyOn, type Line, linesBelow, linesOf } from './lines';
import type { Repair } from './repair';

/** Keys of an item in the column of its dash: they have to stand under its first key. */
export const keyBesideDash: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const found = line.isText ? undefined : keyOn(line);
    if (found === undefined || !listKeys.has(found.key) || found.value < line.text.length) continue;
    const below = linesBelow(lines, index, found.column);
    const first = below.find((one) => !isBlank(one) && !isComment(one));
    const item = /^- +(\w+):/.exec(first?.text.slice(first.indent) ?? '')?.[1];
    const lost = first && item ? besideDashes(below, first.indent, item) : [];
    const [key] = lost;
    if (key === undefined) continue;
    yield {
      start: key.start + key.indent,
      end: key.start + key.text.trimEnd().length,
      code: 'bad-indentation',
      message: `\`${keyOn(key)?.key}\` belongs to the item above: indent it like \`${item}\`.`,
      title: `Indent it like \`${item}\``,
      edits: lost.map(({ start }): Edit => ({ start, end: start, newText: '  ' })),
    };
  }
};

/**
 * The keys in the column of the dashes, with what stands below them; none where something else stands there.
 * @param first the key that an item begins with: another of them lacks its dash
 */
function besideDashes(below: readonly Line[], column: number, first: string): Line[] {
  const lost: Line[] = [];
  let isLost = false;
  for (const line of below) {
    if (line.indent === column && !isBlank(line) && !isComment(line)) {
      isLost = !line.text.startsWith('- ', column);
      const key = keyOn(line)?.key;
      if (isLost && (key === undefined || key === first)) return [];
    }
    const isBetween = line.indent <= column && isComment(line);
    if (isLost && !isBlank(line) && !isBetween) lost.push(line);
  }
  return lost;
}
