import type { Entry, MapNode } from '../ast/nodes';
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
  const edits = map.flow ? outOfBraces(text, map, entry, inner) : outOfLines(text, entry, inner);
  const title = `Remove \`${text.slice(entry.key.start, entry.key.end)}\` and keep its keys`;
  return [{ title, edits, isSafe: false, isPreferred: true }];
};

function outOfBraces(text: string, map: MapNode, { key }: Entry, { start, end }: MapNode): Edit[] {
  return map.entries.length === 1
    ? [{ start: map.start, end: map.end, newText: text.slice(start, end) }]
    : [{ start: key.start, end, newText: text.slice(start + 1, end - 1).trim() }];
}

/** The lines move to the left; the key's line goes, but for a dash. */
function outOfLines(text: string, entry: Entry, inner: MapNode): Edit[] {
  const head = lineAt(text, entry.key.start);
  const first = inner.entries[0]?.key.start ?? inner.start;
  if (inner.flow || lineAt(text, first).start === head.start)
    return [{ start: entry.key.start, end: inner.start, newText: '' }];
  const column = entry.key.start - head.start;
  const isAlone = head.text.slice(0, column).trim() === '';
  const below = text.indexOf('\n', head.start) + 1;
  const edits: Edit[] = [
    isAlone
      ? { start: head.start, end: below, newText: '' }
      : { start: entry.key.start, end: first, newText: '' },
  ];
  const end = contentEnd(text, entry);
  let at = isAlone ? below : text.indexOf('\n', first) + 1;
  for (; at > 0 && at < end; at = text.indexOf('\n', at) + 1) {
    const line = lineAt(text, at).text;
    const indent = line.length - line.trimStart().length;
    const less = Math.min(indent, columnOf(text, first) - column);
    if (less > 0) edits.push({ start: at, end: at + less, newText: '' });
  }
  return edits;
}
