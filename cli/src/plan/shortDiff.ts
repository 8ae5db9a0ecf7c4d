import { structuredPatch } from 'diff';
import type { JsonValue } from '../../../shared/src/messages';
import { escapeHidden, visibleText } from '../../../shared/src/plainText';

/** In UTF-16 units. */
const longestLine = 160;
const shownBefore = 40;
/** What stands around a change, in lines. */
const context = 1;

/** How a value becomes another one: in one line where both are short, else in lines that begin with `-`, `+`, a space or `@@`. */
export type ShortDiff = { line: string } | { diff: string[] };

/**
 * Says how a value becomes another one, as short as may be.
 *
 * @param mostLines the others are counted
 */
export function shortDiff(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  mostLines: number,
): ShortDiff {
  const [one, other] = [oneLineOf(before), oneLineOf(after)];
  if (one !== undefined && other !== undefined)
    return { line: one === '' ? other : `${one} → ${other}` };
  const options = { context, stripTrailingCr: true };
  const { hunks } = structuredPatch('', '', textOf(before), textOf(after), '', '', options);
  const lines = hunks.flatMap(({ newStart, lines }) => [
    `@@ line ${newStart} @@`,
    ...shortened(lines.filter((line) => !line.startsWith('\\'))),
  ]);
  if (lines.length === 0) return { line: 'only its line breaks change' };
  const more = lines.length - mostLines;
  return { diff: more > 0 ? [...lines.slice(0, mostLines), `… ${more} more lines`] : lines };
}

function oneLineOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return '';
  if (typeof value === 'string' && value.trimEnd().includes('\n')) return undefined;
  const json = escapeHidden(JSON.stringify(value));
  return json.length <= longestLine / 2 ? json : undefined;
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  // The break at its end is no difference.
  return typeof value === 'string' ? value.replace(/\r?\n$/, '') : JSON.stringify(value, null, 2);
}

/** Long lines are cut to where they differ. */
function shortened(lines: readonly string[]): string[] {
  const pairs = new Map<number, string>();
  for (let start = 0; start < lines.length; start += 1) {
    if (!lines[start]?.startsWith('-')) continue;
    const removed = lines.slice(start).findIndex((line) => !line.startsWith('-'));
    const count = removed < 0 ? lines.length - start : removed;
    for (let at = start; at < start + count; at += 1) {
      const other = lines[at + count];
      if (!other?.startsWith('+')) continue;
      pairs.set(at, other).set(at + count, lines[at] ?? '');
    }
    start += count - 1;
  }
  return lines.map((line, at) => cut(line, pairs.get(at) ?? ''));
}

function cut(line: string, other: string): string {
  const [sign, text] = [line.charAt(0), line.slice(1)];
  if (text.length <= longestLine) return sign + visibleText(text);
  let same = 0;
  while (same < text.length && text[same] === other[same + 1]) same += 1;
  const start = Math.max(0, same - shownBefore);
  const end = start + longestLine;
  const shown = visibleText(text.slice(start, end));
  return `${sign}${start > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}`;
}
