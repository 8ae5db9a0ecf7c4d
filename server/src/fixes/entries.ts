import { dashesOf } from '../ast/dashes';
import {
  type Entry,
  type MapNode,
  type Path,
  resolve,
  type ScalarNode,
  type SequenceNode,
  type Span,
  type SpecNode,
} from '../ast/nodes';
import { trimmed } from '../ast/spans';
import type { Edit } from '../base/edit';
import { indentationOf } from '../base/indentation';
import { columnOf, lineAt } from '../base/lines';
import { contentEnd } from '../document/edit';

/** An entry with the map that holds it. */
export interface Holding {
  map: MapNode;
  entry: Entry;
  /** The entry whose value the map is, or the item. */
  holder?: Holding | ItemHolding;
}

/** An item with the list that holds it. */
interface ItemHolding {
  list: SequenceNode;
  index: number;
  /** The entry whose value the list is. */
  holder?: Holding;
}

/** The entry whose key begins at an offset. */
export function entryAt(
  node: SpecNode | null,
  offset: number,
  holder?: Holding | ItemHolding,
): Holding | undefined {
  if (node === null || offset < node.start || node.end < offset) return undefined;
  if (node.kind === 'sequence') return entryInList(node, offset, holder);
  if (node.kind !== 'map') return undefined;
  for (const entry of node.entries) {
    const holding = { map: node, entry, ...(holder && { holder }) };
    if (entry.key.start === offset) return holding;
    const inside = entryAt(entry.value, offset, holding);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function entryInList(
  list: SequenceNode,
  offset: number,
  holder?: Holding | ItemHolding,
): Holding | undefined {
  const outer = holder !== undefined && 'entry' in holder ? { holder } : {};
  for (const [index, item] of list.items.entries()) {
    const inside = entryAt(item, offset, { list, index, ...outer });
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/**
 * Takes an entry out; with the last one of a map goes the key that holds the map, or the item of a list.
 * @param kept what may not go with it
 */
export function removal(text: string, holding: Holding, kept = -1): Edit {
  const { map, entry, holder } = holding;
  const whole = removalOfHolder(text, holding, kept);
  if (whole !== undefined) return whole;
  const index = map.entries.indexOf(entry);
  const next = map.entries[index + 1];
  const previous = map.entries[index - 1];
  const end = contentEnd(text, entry);
  if (map.entries.length === 1 && holder !== undefined) {
    return { start: entry.key.start, end, newText: map.flow ? '' : '{}' };
  }
  const line = lineAt(text, entry.key.start);
  const isFirstInLine = text.slice(line.start, entry.key.start).trim() === '';
  if (map.flow || !isFirstInLine) {
    const neighbours = {
      ...(previous && { previousEnd: contentEnd(text, previous) }),
      ...(next && { nextStart: next.key.start }),
    };
    return outOfLine(text, { start: entry.key.start, end }, neighbours);
  }
  return linesOut(text, line.start, end);
}

/** Takes out what holds a map of one entry; undefined for other maps, and where that may not go. */
function removalOfHolder(text: string, { map, entry, holder }: Holding, kept: number) {
  if (map.entries.length > 1 || holder === undefined) return undefined;
  if ('entry' in holder) return isKept(holder, map, kept) ? undefined : removal(text, holder, kept);
  const { list, index, holder: outer } = holder;
  if (list.items.length === 1 && outer !== undefined)
    return isKept(outer, list, kept) ? undefined : removal(text, outer, kept);
  const end = contentEnd(text, entry);
  return list.flow ? removalInBrackets(text, list, index) : removalOfLines(text, list, index, end);
}

function isKept({ entry }: Holding, { end }: SpecNode, kept: number): boolean {
  return entry.key.start <= kept && kept <= end;
}

function removalInBrackets(text: string, { items }: SequenceNode, index: number): Edit | undefined {
  const [previous, item, next] = [items[index - 1], items[index], items[index + 1]];
  if (!item || !(previous || next)) return undefined;
  return outOfLine(
    text,
    { start: startOf(item), end: item.end },
    { ...(previous && { previousEnd: previous.end }), ...(next && { nextStart: startOf(next) }) },
  );
}

const startOf = ({ anchor, start }: SpecNode) => Math.min(anchor?.start ?? start, start);

/** Takes out what shares its line with its neighbours, or may do so. Comments between them stay. */
function outOfLine(
  text: string,
  { start, end }: Span,
  { previousEnd, nextStart }: { previousEnd?: number; nextStart?: number },
): Edit {
  const behind = text.slice(end, nextStart ?? end);
  if (behind.includes('#')) {
    const comma = /^\s*,[ \t]*/.exec(behind)?.[0] ?? '';
    return { start, end: end + comma.length, newText: '' };
  }
  if (nextStart !== undefined) return { start, end: nextStart, newText: '' };
  // A comma may stand behind the last of a list.
  const isAfterComment = text.slice(previousEnd ?? start, start).includes('#');
  return { start: isAfterComment ? start : (previousEnd ?? start), end, newText: '' };
}

/** Takes an item out of a list that has others; undefined where its dash does not begin a line. */
export function itemRemoval(text: string, list: SequenceNode, index: number): Edit | undefined {
  if (list.flow) return removalInBrackets(text, list, index);
  const item = list.items[index];
  const end = item ? trimmed(text, item).end : (dashesOf(text, list)[index]?.end ?? 0);
  return removalOfLines(text, list, index, end);
}

/** Takes out the lines of an item; undefined where its dash does not begin a line. */
function removalOfLines(
  text: string,
  list: SequenceNode,
  index: number,
  end: number,
): Edit | undefined {
  const dash = dashesOf(text, list)[index];
  if (dash === undefined) return undefined;
  const { start } = lineAt(text, dash.start);
  return text.slice(start, dash.start).trim() === '' ? linesOut(text, start, end) : undefined;
}

/** Takes whole lines out. */
function linesOut(text: string, start: number, end: number): Edit {
  const after = text.indexOf('\n', lineAt(text, end).start);
  if (after >= 0) return { start, end: after + 1, newText: '' };
  return { start: Math.max(0, start - 1), end: text.length, newText: '' };
}

/** The lines of comment right above the one in which something begins, indented like it: where they begin, and their texts. */
export function commentsAbove(text: string, offset: number): { start: number; lines: string[] } {
  const lines: string[] = [];
  let { start } = lineAt(text, offset);
  const indentation = text.slice(start, offset);
  while (indentation.trim() === '' && start > 0) {
    const above = lineAt(text, start - 1);
    if (!above.text.startsWith(`${indentation}#`)) break;
    lines.unshift(above.text.trim());
    start = above.start;
  }
  return { start, lines };
}

/** A key and its value as text: the first line as it follows the key's indentation, the others from column 0. */
export interface EntryText {
  key: string;
  /** What follows the colon, with its space: lines after the first are indented from the key. */
  value: string;
  /** Lines of comment that stand above it. */
  comments?: readonly string[];
}

/**
 * Writes an entry into the map at a path, behind the key that stands before it in `order`, else in front of the first
 * that stands after it, else behind the last; makes the maps on the way that do not exist.
 */
export function addition(
  text: string,
  root: SpecNode | null,
  path: Path,
  { key, value, comments = [] }: EntryText,
  order: readonly string[] = [],
): Edit | undefined {
  const { node, holder, item, rest } = deepest(root, path);
  if (rest.some((step) => typeof step === 'number')) return undefined;
  const [first, ...others] = [...rest.map(String), key];
  const spaces = indentationOf(text);
  const write = (column: number) =>
    nest([first ?? key, ...others], value, { column, spaces }, comments);
  if (item !== undefined) return itemAddition(text, item, write);
  // An alias may have lost its anchor to a slip: it is not written over.
  if (node === null && holder?.value?.kind === 'alias') return undefined;
  if (node === null) return emptyAddition(text, holder, write);
  if (node.kind !== 'map') return undefined;
  const isBare = node.flow && node.entries.length === 0 && holder?.value === node;
  if (isBare && beginsLine(text, holder.key.start)) return emptyAddition(text, holder, write);
  if (node.flow) return flowAddition(text, node, [first ?? key, ...others], value);
  const { previous = node.entries.at(-1), next } =
    rest.length === 0 ? around(node, key, order) : {};
  const column = columnOf(text, node.entries[0]?.key.start ?? 0);
  if (next !== undefined) {
    const start = commentsAbove(text, next.key.start).start + column;
    return { start, end: start, newText: `${write(column)}\n${' '.repeat(column)}` };
  }
  const end = previous === undefined ? node.end : endOfLine(text, contentEnd(text, previous));
  return { start: end, end, newText: `\n${' '.repeat(column)}${write(column)}` };
}

/** The entry that a key comes right behind; where there is none, the one that it comes in front of. */
function around(map: MapNode, key: string, order: readonly string[]) {
  const place = order.indexOf(key);
  const placed = map.entries
    .map((entry) => ({ entry, at: order.indexOf(String(entry.key.value)) }))
    .filter(({ at }) => at >= 0);
  const [previous] = placed.filter(({ at }) => at < place).sort((a, b) => b.at - a.at);
  if (previous !== undefined) return { previous: previous.entry };
  return { next: placed.find(({ at }) => at > place)?.entry };
}

/** An item of a list of which no more than the dash is written. */
function itemAddition(
  text: string,
  { list, index }: EmptyItem,
  write: (column: number) => string,
): Edit | undefined {
  const dash = dashesOf(text, list)[index];
  if (dash === undefined) return undefined;
  const column = columnOf(text, dash.end);
  const spaces = /^ *(?=\r?$)/.exec(lineAt(text, dash.end).text.slice(column))?.[0] ?? '';
  const newText = ` ${write(column + 1)}`;
  return { start: dash.end, end: dash.end + spaces.length, newText };
}

/** A map that is written nowhere yet: below its key, or at the end of a file without keys. */
function emptyAddition(
  text: string,
  holder: Entry | undefined,
  write: (column: number) => string,
): Edit {
  if (holder === undefined) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    return { start: text.length, end: text.length, newText: `${gap}${write(0)}\n` };
  }
  const column = columnOf(text, holder.key.start) + indentationOf(text);
  const written = holder.value;
  const start = written === null ? contentEnd(text, holder) : written.start;
  const end = written === null ? start : written.end;
  const lineEnd = endOfLine(text, end);
  const isComment = /^\s*#/.test(text.slice(end, lineEnd));
  const place = isComment ? lineEnd : end;
  const newText = `\n${' '.repeat(column)}${write(column)}`;
  return written === null
    ? { start: place, end: place, newText }
    : { start: text.slice(0, start).trimEnd().length, end, newText };
}

function flowAddition(text: string, map: MapNode, keys: string[], value: string): Edit | undefined {
  if (value.includes('\n')) return undefined;
  const last = map.entries.at(-1);
  const style = last?.key.style ?? 'plain';
  const isJson = style === 'double';
  const isReadAsIs = isJson ? jsonValue.test(value) : !/[{}[\],]/.test(value);
  const needsQuotes = !isReadAsIs && !/^\s*["'[{]/.test(value);
  const written = needsQuotes ? ` ${JSON.stringify(value.trim())}` : value;
  const inner = keys.reduceRight(
    (held, name, index) =>
      `${asKey(name, style)}:${index === keys.length - 1 ? held : ` {${held}}`}`,
    written,
  );
  if (last === undefined) return { start: map.start + 1, end: map.end - 1, newText: inner };
  const start = contentEnd(text, last);
  const line = lineAt(text, last.key.start);
  const indentation = line.text.slice(0, last.key.start - line.start);
  if (indentation.trim() !== '') return { start, end: start, newText: `, ${inner}` };
  const comment = /^[ \t]*#.*/.exec(text.slice(start, endOfLine(text, start)))?.[0] ?? '';
  const newText = `,${comment}\n${indentation}${inner}`;
  return { start, end: start + comment.length, newText };
}

/** What JSON takes without quotes. */
const jsonValue = /^\s*(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)\s*$/;

/** A key in quotes like those of its neighbors; one that needs quotes of its own has them. */
export function asKey(key: string, style: ScalarNode['style']): string {
  const quote = { single: "'", double: '"' }[String(style)];
  return quote !== undefined && /^[\w-]+$/.test(key) ? quote + key + quote : key;
}

interface EmptyItem {
  list: SequenceNode;
  index: number;
}

/** The node at the longest part of a path that is written, and the steps that are not. */
function deepest(root: SpecNode | null, path: Path) {
  let node = resolve(root);
  let holder: Entry | undefined;
  let item: EmptyItem | undefined;
  for (const [depth, step] of path.entries()) {
    if (node?.kind === 'sequence' && typeof step === 'number') {
      item = node.items[step] === null ? { list: node, index: step } : undefined;
      node = resolve(node.items[step]);
      holder = undefined;
      continue;
    }
    const next: Entry | undefined =
      node?.kind === 'map' ? node.entries.find(({ key }) => key.value === step) : undefined;
    if (next === undefined) return { node, holder, item, rest: path.slice(depth) };
    holder = next;
    const value = resolve(next.value);
    node = value?.kind === 'scalar' && value.value === null ? null : value;
  }
  return { node, holder, item, rest: [] };
}

/** `a:\n  b: value`, the lines after the first indented from a column. */
function nest(
  keys: string[],
  value: string,
  { column, spaces }: { column: number; spaces: number },
  comments: readonly string[],
): string {
  const inner = column + (keys.length - 1) * spaces;
  const last = keys.length - 1;
  const lines = keys.map((key, depth) => {
    const above = depth === last ? comments.map((line) => `${line}\n${' '.repeat(inner)}`) : [];
    return ' '.repeat(depth === 0 ? 0 : column + depth * spaces) + above.join('') + key;
  });
  return `${lines.join(':\n')}:${value.replaceAll(/\n(?=.)/g, `\n${' '.repeat(inner)}`)}`;
}

/** Whether nothing but white space and dashes stands in front of an offset in its line. */
function beginsLine(text: string, offset: number): boolean {
  return /^[\s-]*$/.test(text.slice(lineAt(text, offset).start, offset));
}

function endOfLine(text: string, offset: number): number {
  const { start, text: line } = lineAt(text, offset);
  return start + line.length;
}
