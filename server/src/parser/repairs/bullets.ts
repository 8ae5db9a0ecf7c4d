import type { Edit } from '../../base/edit';
import { isBlank, keyOn, type Line, linesBelow, linesOf } from './lines';
import { textKeys } from './prose';
import type { Cure, Repair } from './repair';

/** What people write for the dash of an item: other signs, or a dash without its space. */
const bullet = /^(\s*)([*+\u2022\u2023\u25e6\u00b7\u2010-\u2015]\s+|-(?=["'A-Za-z{]))/;

/** Whether a text begins as items do elsewhere. */
export function beginsWithBullet(text: string): boolean {
  return bullet.test(text);
}

/** Lines below a key that begin as items do elsewhere. */
export const otherBullets: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const cure = line.isText ? undefined : bulletsBelow(lines, index);
    if (cure !== undefined) yield cure;
  }
};

/** Makes a list of the text or map under a key, where its lines begin so; undefined where they do not. */
export function dashesOf(source: string, key: number): Cure | undefined {
  const lines = linesOf(source);
  return bulletsBelow(
    lines,
    lines.findLastIndex(({ start }) => start <= key),
  );
}

function bulletsBelow(lines: readonly Line[], index: number): Cure | undefined {
  const line = lines[index];
  const found = line && keyOn(line);
  if (line === undefined || found === undefined || textKeys.has(found.key)) return undefined;
  if (found.value < line.text.length) return undefined;
  const below = linesBelow(lines, index, found.column - 1);
  const edits = bulletsIn(below, found.column);
  const [first] = edits;
  const at = below.find(({ start, text }) => first && start + text.length > first.start);
  if (first === undefined || at === undefined) return undefined;
  const sign = at.text.charAt(first.start - at.start);
  return {
    start: first.start,
    end: first.start + 1,
    code: 'missing-dash',
    message:
      sign === '-'
        ? 'A space is missing after the dash of this item: write `- `.'
        : `List items start with \`- \` in YAML: write \`- \` instead of \`${sign}\`.`,
    title: 'Write `- `',
    edits,
  };
}

/**
 * What makes dashes of the signs in the column of the first line; nothing where another line stands there.
 * @param key the column of the key above, in which its map may go on
 */
function bulletsIn(below: readonly Line[], key: number): Edit[] {
  const content = below.filter((line) => !isBlank(line));
  const column = content[0]?.indent ?? 0;
  const end = content.findIndex(({ indent, text }) => indent === column && !beginsItem(text));
  if (end === 0 || (end > 0 && column > key)) return [];
  const items = end < 0 ? content : content.slice(0, end);
  return items.flatMap((line, index) => itemEdits(line, column, items.slice(index + 1)));
}

const beginsItem = (text: string) => bullet.test(text) || /^\s*-\s/.test(text);

/** What makes an item of a line, whose map goes on in the lines below. */
function itemEdits(line: Line, column: number, below: readonly Line[]): Edit[] {
  const [written = '', lead = ''] = (line.indent === column ? bullet.exec(line.text) : null) ?? [];
  if (written === '') return [];
  const sign = { start: line.start + lead.length, end: line.start + written.length, newText: '- ' };
  const next = below.findIndex(({ indent }) => indent <= column);
  const own = next < 0 ? below : below.slice(0, next);
  const least = Math.min(...own.map(({ indent }) => indent));
  const missing = ' '.repeat(Math.max(0, Math.min(column + 2 - least, 2)));
  const added = own.map(({ start }) => ({ start, end: start, newText: missing }));
  return missing === '' ? [sign] : [sign, ...added];
}
