import type { Edit } from '../../base/edit';
import { oddSpace } from '../oddSpaces';
import { isBlank, keyColumn, keyOn, type Line, linesOf } from './lines';
import { allAtOnce, type Repair } from './repair';

/** Where YAML looks for white space: before the content, behind dashes, behind the colon of a key. */
const gaps = /^(\s*)(?:(-)(\s+))?(?:([\w-]+|"[^"]*"|'[^']*'):(\s+))?/;

/** Behind the only word of a value. */
const behindWord = /^\s*(?:- +)*[\w-]+:\s+[^\s#]+(\s+)$/;

/** No-break and other spaces that were pasted where YAML wants plain ones. */
export const oddSpaces: Repair = function* ({ source, error }) {
  if (!oddSpace.test(source)) return;
  const lines = linesOf(source);
  const outside = lines.flatMap((line) => (line.isText ? [] : plainSpaces(line)));
  const edits = error === undefined || outside.length > 0 ? outside : textIndentation(lines);
  yield* allAtOnce(edits, {
    code: 'odd-space',
    message: "YAML doesn't read these characters as spaces: use plain spaces.",
    title: 'Replace with plain spaces',
  });
};

function plainSpaces({ start, text }: Line): Edit[] {
  const [, lead = '', dash = '', gap = '', key, behind = ''] = gaps.exec(text) ?? [];
  const colon = key === undefined ? 0 : key.length + 1;
  const [, last = ''] = behindWord.exec(text) ?? [];
  const behindDash = start + lead.length + dash.length;
  const white: [offset: number, text: string][] = [
    [start, lead],
    [behindDash, gap],
    [behindDash + gap.length + colon, behind],
    [start + text.length - last.length, last],
  ];
  return white
    .filter(([, part]) => oddSpace.test(part))
    .map(([at, part]) => ({ start: at, end: at + part.length, newText: ' '.repeat(part.length) }));
}

/** The indentation of text below `|` or `>` that begins with such spaces before the column of the text. */
function textIndentation(lines: readonly Line[]): Edit[] {
  const edits: Edit[] = [];
  let wanted: number | undefined;
  let column = 0;
  for (const line of lines) {
    const { start, text, indent, isText } = line;
    const odd = text.slice(0, indent).search(oddSpace);
    if (!isText) [wanted, column] = [undefined, keyColumn(line)];
    else if (isBlank(line)) continue;
    else if (odd < 0) wanted ??= indent;
    else if (odd < (wanted ?? column + 1))
      edits.push({ start, end: start + indent, newText: ' '.repeat(indent) });
  }
  return edits;
}

/** Columns that a tab may stand for, the likeliest first. */
const tabWidths = [2, 4, 8];

/** Several lines that are indented with tabs, as they are pasted; with them the lines of their texts. */
export const tabIndentation: Repair = function* ({ source, error }) {
  if (error === undefined || !source.includes('\t')) return;
  const lines = linesOf(source).filter((line) => !isBlank(line));
  const tabbed = lines.filter(({ text, indent }) => text.slice(0, indent).includes('\t'));
  if (tabbed.filter(({ isText }) => !isText).length < 2) return;
  for (const width of tabWidths.filter((one) => keepsBelowKeys(lines, one)))
    yield* allAtOnce(
      tabbed.map(({ start, text, indent }) => {
        const newText = text.slice(0, indent).replaceAll('\t', ' '.repeat(width));
        return { start, end: start + indent, newText };
      }),
      {
        code: 'tab-indentation',
        message: "YAML doesn't allow tabs as indentation: use spaces.",
        title: 'Replace tabs with spaces',
      },
    );
};

/** Whether what stands below a key without a value is deeper than that, with so many columns for a tab. */
function keepsBelowKeys(lines: readonly Line[], width: number): boolean {
  const columns = (white: string) => white.replaceAll('\t', ' '.repeat(width)).length;
  return lines.every((line, index) => {
    const above = lines[index - 1];
    const key = above && keyOn(above);
    if (!line.text.slice(0, line.indent).includes('\t') || key?.value !== above?.text.length)
      return true;
    const isItem = line.text.startsWith('- ', line.indent);
    const column = columns(above?.text.slice(0, key?.column) ?? '');
    return columns(line.text.slice(0, line.indent)) > column - (isItem ? 1 : 0);
  });
}
