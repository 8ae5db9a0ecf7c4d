import { isBlank, linesBelow, linesOf } from './lines';
import { isAround, type Repair } from './repair';

const item = /^(\s*)(- +)([A-Za-z_][\w-]*):(?:\s|$)/;

/** A dash before a key whose neighbours are keys of one map. */
export const strayDash: Repair = function* ({ source, error }) {
  if (error === undefined || error.code === 'BLOCK_IN_FLOW') return;
  const lines = linesOf(source);
  const dashed = lines.flatMap((line, index) => {
    const isNear = !line.isText && isAround(error, line.start, line.start + line.text.length);
    const found = isNear ? item.exec(line.text) : null;
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
