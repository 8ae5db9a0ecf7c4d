import { dashesOf } from '../ast/dashes';
import { keySpan } from '../ast/keySpan';
import { keyName, nodeAt, resolve, type SequenceNode } from '../ast/nodes';
import { trimmed } from '../ast/spans';
import type { Edit } from '../base/edit';
import { columnOf, lineAt } from '../base/lines';
import type { Schema } from '../schema/descriptions';
import { keysOf, schemaAt, typesOf } from '../schema/lookup';
import type { FixesFor } from './fix';

/**
 * Takes the brackets or dashes of the list at the mistake's path away, where what belongs there stands in it: one value, or maps
 * that are parts of one.
 */
export const outOfList: FixesFor = ({ root, text, choice }, { path }) => {
  const node = nodeAt(root, path);
  const schema = schemaAt(path, choice);
  if (node?.kind !== 'sequence' || schema === undefined || !isMeant(node, schema)) return [];
  const key = path.length === 0 ? -1 : columnOf(text, keySpan(root, path).start);
  const edits = node.flow ? withoutBrackets(text, node) : withoutDashes(text, node, key);
  const what = node.flow ? 'brackets' : node.items.length === 1 ? 'dash' : 'dashes';
  return edits === undefined
    ? []
    : [{ title: `Remove the ${what}`, edits, isSafe: false, isPreferred: true }];
};

function isMeant({ items }: SequenceNode, schema: Schema): boolean {
  const nodes = items.map(resolve);
  const [item] = nodes;
  const types = typesOf(schema);
  if (item?.kind === 'scalar') {
    const { value } = item;
    const type = Number.isInteger(value) ? 'integer' : typeof value;
    return (
      items.length === 1 &&
      value !== null &&
      types.includes(type) &&
      (schema.enum?.includes(value) ?? true)
    );
  }
  const keys = nodes.flatMap((node) =>
    node?.kind === 'map' ? node.entries.map(({ key }) => keyName(key)) : [''],
  );
  const known = keysOf(schema);
  const isEachOnce = new Set(keys).size === keys.length;
  return types.includes('object') && isEachOnce && keys.every((key) => known.includes(key));
}

function withoutBrackets(text: string, { start, end, items }: SequenceNode): Edit[] | undefined {
  const [item] = items;
  if (!item || items.length > 1 || text.slice(start, end).includes('#')) return undefined;
  const written = text.slice(item.start, item.end);
  const isBare = item.kind === 'map' && !written.startsWith('{');
  return [{ start, end, newText: isBare ? `{${written}}` : written }];
}

/**
 * The lines of an item move to the column of its dash, unless that is the one of the key above.
 * @param key the column of that key
 */
function withoutDashes(text: string, list: SequenceNode, key: number): Edit[] | undefined {
  const { items } = list;
  const dashes = dashesOf(text, list);
  const edits: Edit[] = [];
  for (const [index, dash] of dashes.entries()) {
    const item = items[index];
    const head = lineAt(text, dash.start);
    if (!item || head.start !== lineAt(text, item.start).start) return undefined;
    const column = dash.start - head.start;
    if (column <= key) {
      edits.push({ ...dash, newText: ' ' });
      continue;
    }
    const width = item.start - dash.start;
    edits.push({ start: dash.start, end: item.start, newText: '' });
    const { end } = trimmed(text, item);
    let line = head;
    while (line.start + line.text.length < end) {
      line = lineAt(text, text.indexOf('\n', line.start) + 1);
      const indent = line.text.length - line.text.trimStart().length;
      const less = Math.min(width, Math.max(0, indent - column));
      if (less > 0) edits.push({ start: line.start, end: line.start + less, newText: '' });
    }
  }
  return dashes.length === items.length ? edits : undefined;
}
