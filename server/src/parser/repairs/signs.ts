import type { Edit } from '../../base/edit';
import { noColon } from '../syntaxErrors';
import { keyColumn, keyOn, type Line, linesBelow, linesOf } from './lines';
import { textKeys } from './prose';
import { allAtOnce, type Repair } from './repair';

const fullWidthColon = /^(\s*(?:- +)*[A-Za-z_][\w-]*)\uff1a\s*/;

/** `name：Support`, as input methods for Chinese and Japanese write it: one line, else all of them. */
export const fullWidthColons: Repair = function* ({ source }) {
  if (!source.includes('\uff1a')) return;
  const found = colonsLike(fullWidthColon, source);
  const told = { ...noColon('\uff1a'), title: 'Change to `:`' };
  for (const edit of found)
    yield { ...told, start: edit.start, end: edit.start + 1, edits: [edit] };
  const [first, ...others] = found;
  if (first !== undefined && others.length > 0)
    yield { ...told, start: first.start, end: first.start + 1, edits: found };
};

const equalSign = /^(\s*(?:- +)*[a-z_]\w*)[ \t]+=[ \t]+(?=\S)/;

/** `type = vapi` in several lines, as TOML has it. */
export const equalSigns: Repair = function* ({ source, error }) {
  if (error === undefined || !source.includes(' = ')) return;
  const edits = colonsLike(equalSign, source);
  if (edits.length > 1) yield* allAtOnce(edits, { ...noColon('='), title: 'Change to `:`' });
};

/** Where lines that hold no text have another sign behind their keys, with the colons that belong there. */
function colonsLike(sign: RegExp, source: string): Edit[] {
  const lines = linesOf(source);
  const inText = linesBelowTextKeys(lines);
  return lines.flatMap((line) => {
    const [written = '', key = ''] = (line.isText ? null : sign.exec(line.text)) ?? [];
    if (written === '' || inText.has(line)) return [];
    const end = line.start + written.length;
    const newText = written.length === line.text.length ? ':' : ': ';
    return [{ start: line.start + key.length, end, newText }];
  });
}

/** The lines below keys that hold text. */
export function linesBelowTextKeys(lines: readonly Line[]): ReadonlySet<Line> {
  const found = new Set<Line>();
  for (const [index, line] of lines.entries()) {
    if (found.has(line) || !textKeys.has(keyOn(line)?.key)) continue;
    for (const below of linesBelow(lines, index, keyColumn(line))) found.add(below);
  }
  return found;
}

/** `{a: 1， b: 2}`, as they write it too, and `{a: 1; b: 2}`. */
export const otherCommas: Repair = function* ({ source, error }) {
  if (error === undefined || !/[{[]/.test(source)) return;
  const edits = linesOf(source).flatMap(({ start, text, isText }): Edit[] =>
    isText
      ? []
      : commasIn(text).map((at) => ({ start: start + at, end: start + at + 1, newText: ',' })),
  );
  const [first] = edits;
  if (first === undefined) return;
  const { start, end } = first;
  const comma = source.slice(start, end);
  yield {
    start,
    end,
    code: 'missing-comma',
    message: `YAML doesn't read \`${comma}\` as a comma: write \`,\`.`,
    title: 'Change to `,`',
    edits: edits.map((edit) => ({
      ...edit,
      newText: /\s/.test(source.charAt(edit.end)) ? ',' : ', ',
    })),
  };
};

const otherComma = /[;\uff0c\uff1b\u3001]/;

const entryAhead = /^\s*(?:[\w-]+\s*:|["'{[])/;

/** Where such a sign stands in a line before another entry, and not in quotes. */
function commasIn(text: string): number[] {
  if (!otherComma.test(text)) return [];
  const plain = withoutQuoted(text);
  return plain
    .split('')
    .map((character, at) => (otherComma.test(character) ? at : -1))
    .filter((at) => at >= 0 && entryAhead.test(plain.slice(at + 1, at + 100)));
}

/** A line in which what stands between double quotes is white space. */
function withoutQuoted(text: string): string {
  let plain = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const isEscape = character === '\\' && isQuoted;
    if (character === '"') isQuoted = !isQuoted;
    if (isEscape) at += 1;
    plain += isEscape ? '  ' : isQuoted && character !== '"' ? ' ' : character;
  }
  return plain;
}
