import { listKeys, mapKeys } from './keyKinds';
import { isBlank, keyOn, type Line, linesBelow, linesOf } from './lines';
import { type Cure, isAround, type Repair } from './repair';

/** A key with a value, or an item that begins with one. */
const entry = /^(- +)?([A-Za-z_]\w*):(?:\s|$)/;

/** `provider: type: vapi`: the entries of a map or list stand below its key. */
export const keyBesideKey: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    if (line.isText || !isAround(error, line.start, line.start + line.text.length)) continue;
    const cure = cureOf(line, lines, index);
    if (cure !== undefined) yield cure;
  }
};

function cureOf(line: Line, lines: readonly Line[], index: number): Cure | undefined {
  const found = keyOn(line);
  const [, dash = '', inner] = entry.exec(line.text.slice(found?.value)) ?? [];
  if (found === undefined || inner === undefined) return undefined;
  const { key, column, value } = found;
  const isList = listKeys.has(key);
  if (!isList && !mapKeys.has(key)) return undefined;
  const below = linesBelow(lines, index, column).find((one) => !isBlank(one));
  const lead = isList && dash === '' ? '- ' : '';
  const indent = Math.max((below?.indent ?? column + 2) - (isList && below ? 2 : 0), column);
  const colon = line.start + line.text.slice(0, value).trimEnd().length;
  const start = line.start + value;
  return {
    start,
    end: start + dash.length + inner.length + 1,
    code: 'bad-indentation',
    // A secret may look like a key.
    message: `This key needs a line of its own, indented below \`${key}:\`.`,
    title: 'Move it to the next line',
    edits: [
      {
        start: colon,
        end: isList ? start : start + dash.length,
        newText: `\n${' '.repeat(indent)}${lead}`,
      },
    ],
  };
}
