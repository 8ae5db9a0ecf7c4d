import type { Entry, MapNode } from '../ast/nodes';
import type { Edit } from '../base/edit';
import { columnOf, lineAt } from '../base/lines';
import { contentEnd } from '../document/edit';
import { entryAt, type Holding, removal } from './entries';
import type { FixesFor } from './fix';

/** Takes the marked key away, whose map then stands in its place, and with it a `type` that says nothing but that key. */
export const unwrap: FixesFor = ({ root, text }, { start }) => {
  const holding = entryAt(root, start);
  const { map, entry } = holding ?? {};
  const inner = entry?.value;
  if (!holding || map === undefined || entry === undefined || inner?.kind !== 'map') return [];
  const type = typeOf(map, entry);
  const edits = map.flow
    ? outOfBraces(text, holding, type, inner)
    : outOfLines(text, holding, type, inner);
  if (losesComment(text, edits)) return [];
  const title = `Remove \`${text.slice(entry.key.start, entry.key.end)}\` and keep its keys`;
  return [{ title, edits, isSafe: false, isPreferred: true, uncovers: true }];
};

function losesComment(text: string, edits: readonly Edit[]): boolean {
  return edits.some(({ start, end }) => /(?:^|\s)#/.test(text.slice(start, end)));
}

/** `type: function` beside `function`. */
export function typeOf({ entries }: MapNode, { key }: Entry): Entry | undefined {
  const isType = ({ key: { value: name }, value }: Entry) =>
    name === 'type' && value?.kind === 'scalar' && value.value === key.value;
  return entries.find(isType);
}

function outOfBraces(
  text: string,
  { map, entry: { key } }: Holding,
  type: Entry | undefined,
  { start, end }: MapNode,
): Edit[] {
  const others = map.entries.filter((one) => one.key !== key && one !== type);
  if (others.length === 0)
    return [{ start: map.start, end: map.end, newText: text.slice(start, end) }];
  const out = { start: key.start, end, newText: text.slice(start + 1, end - 1).trim() };
  return type === undefined ? [out] : [out, removal(text, { map, entry: type })];
}

/** The lines move to the left; the key's line goes, but for a dash. */
function outOfLines(
  text: string,
  { map, entry }: Holding,
  type: Entry | undefined,
  inner: MapNode,
): Edit[] {
  const isAbove = type !== undefined && map.entries[map.entries.indexOf(entry) - 1] === type;
  if (isAbove) return linesOut(text, type, entry, inner);
  const out = linesOut(text, entry, entry, inner);
  return type === undefined ? out : [...out, removal(text, { map, entry: type })];
}

/** @param from the first entry that goes */
function linesOut(text: string, from: Entry, entry: Entry, inner: MapNode): Edit[] {
  const head = lineAt(text, from.key.start);
  const first = inner.entries[0]?.key.start ?? inner.start;
  if (inner.flow || lineAt(text, first).start === head.start)
    return [{ start: from.key.start, end: inner.start, newText: '' }];
  const column = from.key.start - head.start;
  const isAlone = head.text.slice(0, column).trim() === '';
  const below = text.indexOf('\n', entry.key.start) + 1;
  const edits: Edit[] = [
    isAlone
      ? { start: head.start, end: below, newText: '' }
      : { start: from.key.start, end: first, newText: '' },
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
