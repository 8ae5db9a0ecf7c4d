import { listKeys } from './keyKinds';
import { isBlank, keyOn, type Line, linesBelow, linesOf } from './lines';
import { isAround, type Repair } from './repair';

const item = /^(\s*)(- +)([A-Za-z_][\w-]*):(?:\s|$)/;

/** A dash before a key whose neighbours are keys of one map. */
export const strayDash: Repair = function* ({ source, error }) {
  if (error === undefined || error.code === 'BLOCK_IN_FLOW') return;
  const lines = linesOf(source);
  const dashed = lines.flatMap((line, index) => {
    const isNear = !line.isText && isAround(error, line.start, line.start + line.text.length);
    const found = isNear && isBesideKey(lines, index) ? item.exec(line.text) : null;
    return found === null ? [] : [{ line, index, found }];
  });
  for (const { line, index, found } of dashed) {
    const [, , dash = '', key] = found;
    const start = line.start + line.indent;
    const below = linesBelow(lines, index, line.indent + dash.length - 1);
    const edit = { start, end: start + dash.length, newText: '' };
    const cure = {
      start,
      end: start + 1,
      code: 'stray-dash',
      message: `\`${key}\` is a key of the map around it, not an item of a list: remove the dash.`,
      title: 'Remove the dash',
    };
    yield { ...cure, edits: [edit] };
    const dedented = below.filter((one) => !isBlank(one));
    yield {
      ...cure,
      edits: [
        edit,
        ...dedented.map((one) => ({
          start: one.start,
          end: one.start + dash.length,
          newText: '',
        })),
      ],
    };
  }
};

const key = /^[^\s#-][^#]*:(?:\s|$)/;
const keyOfList = /:\s*$/;

/** Whether a key stands in the column of a dash, next to its item: beside other items, below their key, or alone, the dash is right. */
function isBesideKey(lines: readonly Line[], index: number): boolean {
  const column = lines[index]?.indent ?? 0;
  const isDeeper = (line: Line) => isBlank(line) || line.indent > column;
  const isKey = (line: Line | undefined) =>
    line?.indent === column && key.test(line.text.slice(line.indent));
  const around = lines.slice(0, index).findLast((line) => !isBlank(line) && line.indent < column);
  if (around !== undefined && listKeys.has(keyOn(around)?.key ?? '')) return false;
  const above = lines.slice(0, index).findLast((line) => !isDeeper(line));
  const below = lines.slice(index + 1).find((line) => !isDeeper(line));
  if (above !== undefined && isKey(above)) return !keyOfList.test(above.text);
  return isKey(below);
}
