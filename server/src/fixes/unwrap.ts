import type { Edit } from '../base/edit';
import { lineAt } from '../base/lines';
import { contentEnd } from '../document/edit';
import { columnOf, entryAt } from './entries';
import type { FixesFor } from './fix';

/** Takes the marked key away, whose map then stands in its place. */
export const unwrap: FixesFor = ({ root, text }, { start }) => {
  const { map, entry } = entryAt(root, start) ?? {};
  const inner = entry?.value;
  if (map === undefined || entry === undefined || inner?.kind !== 'map') return [];
  const first = inner.entries[0]?.key.start ?? inner.start;
  const isBelow = lineAt(text, first).start > lineAt(text, entry.key.start).start;
  const edits: Edit[] = map.flow
    ? [{ start: map.start, end: map.end, newText: text.slice(inner.start, inner.end) }]
    : inner.flow || !isBelow
      ? [{ start: entry.key.start, end: inner.start, newText: '' }]
      : dedented(text, entry.key.start, contentEnd(text, entry), columnOf(text, first));
  const title = `Remove \`${text.slice(entry.key.start, entry.key.end)}\` and keep its keys`;
  return [{ title, edits, isSafe: false, isPreferred: true }];
};

/** Takes a line out, and moves those below it to the left. */
function dedented(text: string, start: number, end: number, columns: number): Edit[] {
  let line = lineAt(text, start);
  const next = text.indexOf('\n', line.start) + 1;
  const edits: Edit[] = [{ start: line.start, end: next, newText: '' }];
  for (let at = next; at > 0 && at < end; at = text.indexOf('\n', at) + 1) {
    line = lineAt(text, at);
    const indent = line.text.length - line.text.trimStart().length;
    const less = Math.min(indent, columns);
    if (less > 0) edits.push({ start: at, end: at + less, newText: '' });
  }
  return edits;
}
