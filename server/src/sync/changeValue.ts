import { diffArrays } from 'diff';
import type { JsonValue } from '../../../shared/src/messages';
import { dashesOf } from '../ast/dashes';
import { nodeAt, type Path, type SequenceNode, toData } from '../ast/nodes';
import { trimmed } from '../ast/spans';
import { applyEdits, type Edit } from '../base/edit';
import { canonicalJson, isObject } from '../base/json';
import { columnOf, lineAt } from '../base/lines';
import type { SpecDocument } from '../document/specDocument';
import { addition, commentsAbove, entryAt, itemRemoval, removal } from '../fixes/entries';
import { keysOf, schemaAt } from '../schema/lookup';
import { hasDeepDashes, indented, replaceValue } from './replaceValue';
import { yamlText } from './yamlText';

/** The text with a change made; undefined where that has to be done by hand. */
export type Changed = SpecDocument | undefined;

/** Makes an edit. */
export function edited(document: SpecDocument, edit: Edit | undefined): Changed {
  if (edit === undefined) return undefined;
  const newText = document.withOwnLineBreaks(edit.newText);
  return document.withText(applyEdits(document.text, [{ ...edit, newText }]));
}

/** Has a value at a path that is written; what is the same in it stays as it is, with its comments. */
export function changeValue(document: SpecDocument, path: Path, value: JsonValue): Changed {
  const node = nodeAt(document.root, path);
  if (isObject(value) && node?.kind === 'map' && Object.keys(value).length > 0) {
    if (node.entries.length > 0) return changeMap(document, path, value);
  }
  if (Array.isArray(value) && node?.kind === 'sequence' && value.length > 0) {
    if (node.items.length > 0) return changeList(document, path, value, node);
  }
  return edited(document, replaceValue(document, path, value));
}

function changeMap(document: SpecDocument, path: Path, value: Record<string, JsonValue>): Changed {
  const old = toData(nodeAt(document.root, path));
  const before = isObject(old) ? old : {};
  let changed: Changed = document;
  for (const [key, inner] of Object.entries(value)) {
    if (!changed) return undefined;
    if (!Object.hasOwn(before, key)) changed = addKey(changed, [...path, key], inner);
    else if (!isSame(before[key], inner)) changed = changeValue(changed, [...path, key], inner);
  }
  // With the last of its keys a map would go itself: what is new comes first.
  for (const key of Object.keys(before)) {
    if (changed && !Object.hasOwn(value, key)) changed = removeKey(changed, [...path, key]);
  }
  return changed;
}

function changeList(
  document: SpecDocument,
  path: Path,
  value: JsonValue[],
  { items }: SequenceNode,
): Changed {
  let changed: Changed = document;
  // From the end, so that those before stay where they are.
  for (const { start, before, after, from } of gaps(items.map(toData), value).reverse()) {
    for (let index = before - 1; changed && index >= after; index--) {
      changed = removeItem(changed, [...path, start + index]);
    }
    for (let index = 0; changed && index < after; index++) {
      const [at, item] = [start + index, value[from + index] ?? null];
      changed =
        index < before
          ? changeValue(changed, [...path, at], item)
          : insertItem(changed, path, at, item);
    }
  }
  return changed;
}

/** Where a list has other items than another: `before` of them at `start` in the one, `after` at `from` in the other. */
interface Gap {
  start: number;
  before: number;
  from: number;
  after: number;
}

/** Beyond so many changes, items are taken for changed that have the same place. */
const mostChanges = 1000;

function gaps(before: readonly JsonValue[], value: readonly JsonValue[]): Gap[] {
  const keys = (list: readonly JsonValue[]) => list.map((item) => canonicalJson(item));
  const parts = diffArrays(keys(before), keys(value), { maxEditLength: mostChanges });
  if (parts === undefined)
    return [{ start: 0, before: before.length, from: 0, after: value.length }];
  const found: Gap[] = [];
  let gap: Gap = { start: 0, before: 0, from: 0, after: 0 };
  for (const { count, removed, added } of parts) {
    if (removed) gap.before += count;
    else if (added) gap.after += count;
    else {
      found.push(gap);
      const { start, before, from, after } = gap;
      gap = { start: start + before + count, before: 0, from: from + after + count, after: 0 };
    }
  }
  return [...found, gap];
}

/** Takes an item out of a list; the last one leaves `[]`. */
export function removeItem(document: SpecDocument, path: Path): Changed {
  const [list, index] = [path.slice(0, -1), path.at(-1)];
  const node = nodeAt(document.root, list);
  if (node?.kind !== 'sequence' || typeof index !== 'number') return undefined;
  return node.items.length === 1
    ? edited(document, replaceValue(document, list, []))
    : edited(document, itemRemoval(document.text, node, index));
}

/** Takes a key out, with the map above it that holds no other. */
export function removeKey(document: SpecDocument, path: Path): Changed {
  const { root, text } = document;
  const map = nodeAt(root, path.slice(0, -1));
  const key =
    map?.kind === 'map'
      ? map.entries.find((entry) => String(entry.key.value) === path.at(-1))?.key
      : undefined;
  const holding = key && entryAt(root, key.start);
  return edited(document, holding && removal(text, holding));
}

/** Writes a key, in the order of the schema, with the maps above it that are not there yet. */
export function addKey(document: SpecDocument, path: Path, value: JsonValue): Changed {
  const { root, text, choice } = document;
  const [map, key] = [path.slice(0, -1), String(path.at(-1))];
  const node = nodeAt(root, map);
  const isFlow = node?.kind === 'map' && node.flow;
  const order = keysOf(schemaAt(map, choice));
  const written = yamlText(value, { flow: isFlow, indentSeq: hasDeepDashes(text, root) });
  const name = yamlText(key, { flow: true }).trim();
  return edited(document, addition(text, root, map, { key: name, value: written }, order));
}

/** Puts an item into a list before the one at an index, or behind the last. */
export function insertItem(
  document: SpecDocument,
  list: Path,
  index: number,
  value: JsonValue,
): Changed {
  const { root, text } = document;
  const node = nodeAt(root, list);
  if (node?.kind !== 'sequence' || node.items.length === 0) {
    return edited(document, replaceValue(document, list, [value]));
  }
  if (node.flow) return edited(document, insertInBrackets(node, index, value));
  const dashes = dashesOf(text, node);
  const neighbour = node.items[0];
  const looksFlow = neighbour?.kind === 'map' && neighbour.flow;
  const column = columnOf(text, node.start);
  const item = `-${indented(yamlText(value, { flow: looksFlow }), column, true)}`;
  const next = dashes[index];
  if (next !== undefined) {
    const start = commentsAbove(text, next.start).start + column;
    return edited(document, { start, end: start, newText: `${item}\n${' '.repeat(column)}` });
  }
  const last = node.items.at(-1);
  const end = last ? trimmed(text, last).end : (dashes.at(-1)?.end ?? node.start);
  const line = lineAt(text, end);
  const at = line.start + line.text.length;
  return edited(document, { start: at, end: at, newText: `\n${' '.repeat(column)}${item}` });
}

function insertInBrackets({ items }: SequenceNode, index: number, value: JsonValue) {
  const written = yamlText(value, { flow: true }).trim();
  const next = items[index];
  if (next) return { start: next.start, end: next.start, newText: `${written}, ` };
  const last = items.at(-1);
  return last ? { start: last.end, end: last.end, newText: `, ${written}` } : undefined;
}

function isSame(before: JsonValue | undefined, value: JsonValue | undefined): boolean {
  return canonicalJson(before ?? null) === canonicalJson(value ?? null);
}
