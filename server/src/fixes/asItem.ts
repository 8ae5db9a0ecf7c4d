import { type Entry, keyName, type MapNode, nodeAt, type Span } from '../ast/nodes';
import { trimmed } from '../ast/spans';
import type { Edit } from '../base/edit';
import { columnOf, lineAt } from '../base/lines';
import { beginsWithBullet } from '../parser/repairs/bullets';
import { keysOf, requiredKeys, schemaAt } from '../schema/lookup';
import type { Fix, FixesFor } from './fix';

/** Makes the map at the mistake's path the one item of a list, or each of its entries an item with that name. */
export const asItem: FixesFor = ({ root, text, choice }, { path }) => {
  const node = nodeAt(root, path);
  const schema = schemaAt([...path, 0], choice) ?? {};
  const keys = keysOf(schema);
  if (node?.kind !== 'map' || node.entries.length === 0) return [];
  const isItem = holdsOnly(node, keys);
  const written = node.entries.map(({ key }) => keyName(key));
  // Keys like `name` may be names of items themselves.
  const isWhole = requiredKeys(schema, node).every((key) => written.includes(key));
  const items = isItem && isWhole ? undefined : namedItems(text, node, keys);
  const isPreferred = items === undefined || !isItem;
  const fix = (title: string, edits: Edit[]): Fix => ({ title, edits, isSafe: false, isPreferred });
  return [
    ...(isItem ? [fix('Write it as a list item', oneItem(text, node))] : []),
    ...(items === undefined ? [] : [fix('Write them as a list', items)]),
  ];
};

function oneItem(text: string, node: MapNode): Edit[] {
  const [first] = node.entries;
  const start = node.flow || first === undefined ? node.start : first.key.start;
  const { end } = trimmed(text, node);
  return node.flow
    ? [
        { start, end: start, newText: '[' },
        { start: end, end, newText: ']' },
      ]
    : [{ start, end: start, newText: '- ' }, ...indented(text, { start, end }, 2)];
}

/** `order: Which order` and `find_order:` with keys below it; undefined where one is written otherwise. */
function namedItems(text: string, { flow, entries }: MapNode, keys: string[]): Edit[] | undefined {
  if (flow || !keys.includes('name')) return undefined;
  const items = entries.map((entry) => namedItem(text, entry, keys));
  return items.every((edits) => edits !== undefined) ? items.flat() : undefined;
}

function namedItem(text: string, { key, value }: Entry, keys: string[]): Edit[] | undefined {
  const column = columnOf(text, key.start);
  if (beginsWithBullet(text.slice(key.start, key.end))) return undefined;
  const name = `- name: ${text.slice(key.start, key.end)}`;
  if (value?.kind === 'scalar' && keys.includes('description')) {
    const newText = `${name}\n${' '.repeat(column + 2)}description`;
    const span = { start: key.start, end: trimmed(text, value).end };
    return [{ start: key.start, end: key.end, newText }, ...indented(text, span, 2)];
  }
  if (value?.kind !== 'map' || value.flow || !holdsOnly(value, keys)) return undefined;
  const [first] = value.entries;
  const isNamed = value.entries.some((entry) => keyName(entry.key) === 'name');
  const inner = first === undefined ? 0 : columnOf(text, first.key.start);
  if (isNamed || inner <= column) return undefined;
  const colon = text.indexOf(':', key.end);
  const span = { start: key.start, end: trimmed(text, value).end };
  return [
    { start: key.start, end: colon + 1, newText: name },
    ...indented(text, span, column + 2 - inner),
  ];
}

function holdsOnly({ entries }: MapNode, keys: string[]): boolean {
  return entries.every(({ key }) => keys.includes(keyName(key)));
}

/** Moves the lines below the one in which something begins by so many columns. */
function indented(text: string, { start, end }: Span, by: number): Edit[] {
  const edits: Edit[] = [];
  let line = lineAt(text, start);
  while (by !== 0 && line.start + line.text.length < end) {
    line = lineAt(text, text.indexOf('\n', line.start) + 1);
    if (line.text.trim() === '') continue;
    const less = /^ */.exec(line.text.slice(0, Math.max(0, -by)))?.[0].length ?? 0;
    edits.push({
      start: line.start,
      end: line.start + less,
      newText: ' '.repeat(Math.max(0, by)),
    });
  }
  return edits;
}
