import { entry, nodeAt } from '../ast/nodes';
import type { Edit } from '../base/edit';
import { lineAt } from '../base/lines';
import { contentEnd } from '../document/edit';
import type { SpecDocument } from '../document/specDocument';
import type { Fix } from '../rules/fix';
import { keysOf, schemaAt } from '../schema/lookup';
import { addition, columnOf, commentsAbove, entryAt, type Holding, removal } from './entries';
import { valueFor } from './values';

/** The edits that carry a fix out, none overlapping; undefined where it cannot be done. */
export function editsOf(document: SpecDocument, fix: Fix): Edit[] | undefined {
  switch (fix.kind) {
    case 'replace':
    case 'keepSecret':
      return [{ start: fix.start, end: fix.end, newText: fix.text }];
    case 'cure':
      return [...fix.edits];
    case 'remove': {
      const holding = entryAt(document.root, fix.at);
      return holding && [removal(document.text, holding, holding.map === document.root)];
    }
    case 'add':
      return add(document, fix);
    case 'append':
      return append(document, fix);
    case 'move':
      return move(document, fix);
  }
}

function add(document: SpecDocument, { path, key }: Extract<Fix, { kind: 'add' }>) {
  const { text, root, choice } = document;
  const schema = schemaAt([...path, key], choice) ?? {};
  const order = keysOf(schemaAt(path, choice));
  const later = order.slice(order.indexOf(key) + 1);
  const edit = addition(text, root, path, { key, value: valueFor(key, schema, choice) }, later);
  return edit && [edit];
}

function append({ text, root }: SpecDocument, { list, lines }: Extract<Fix, { kind: 'append' }>) {
  const item = (column: number) =>
    lines.map((line, index) => `${' '.repeat(column)}${index === 0 ? '- ' : '  '}${line}`);
  const node = nodeAt(root, [list]);
  const last = node?.kind === 'sequence' ? node.items.at(-1) : undefined;
  if (node?.kind === 'sequence' && node.flow && last) {
    const flow = `{${lines.join(', ')}}`;
    return [{ start: last.end, end: last.end, newText: `, ${flow}` }];
  }
  if (node?.kind === 'sequence' && !node.flow) {
    const end = node.start + text.slice(node.start, node.end).trimEnd().length;
    const { start, text: line } = lineAt(text, end);
    const place = start + line.length;
    const newText = `\n${item(columnOf(text, node.start)).join('\n')}`;
    return [{ start: place, end: place, newText }];
  }
  const value = `\n${item(2).join('\n')}`;
  const empty = entry(root, list);
  if (node === null && empty !== undefined) {
    const { start, text: line } = lineAt(text, empty.key.end);
    const place = start + line.length;
    return [{ start: place, end: place, newText: value }];
  }
  if (node === null) {
    const edit = addition(text, root, [], { key: list, value });
    return edit && [edit];
  }
  const start = text.slice(0, node.start).trimEnd().length;
  return [{ start, end: node.end, newText: value }];
}

/** Within its map a key is renamed; elsewhere its lines are moved, with their comments. */
function move({ text, root }: SpecDocument, { at, to }: Extract<Fix, { kind: 'move' }>) {
  const holding = entryAt(root, at);
  const key = to.at(-1);
  if (holding === undefined || typeof key !== 'string') return undefined;
  const target = to.slice(0, -1);
  const { map, entry: moved } = holding;
  const holder = target.length === 0 ? root : nodeAt(root, target);
  const isTaken = holder?.kind === 'map' && holder.entries.some((other) => other.key.value === key);
  if (isTaken) return undefined;
  if (holder === map) return [{ start: moved.key.start, end: moved.key.end, newText: key }];
  const value = valueText(text, holding);
  const above = map.flow ? undefined : commentsAbove(text, moved);
  const added = addition(text, root, target, { key, value, comments: above?.lines ?? [] });
  const removed = removal(text, holding, map === root);
  const start = above?.lines.length ? Math.min(above.start, removed.start) : removed.start;
  return added && apart(text, { ...removed, start }, added);
}

/** Lines that are taken out may be the place where they are put in again. */
function apart(text: string, removed: Edit, added: Edit): Edit[] {
  if (added.start <= removed.start || added.start > removed.end) return [removed, added];
  const line = added.newText.replace(/^\n/, '');
  const isLast = !text.slice(removed.start, removed.end).endsWith('\n');
  return [{ ...removed, newText: isLast ? `\n${line}` : `${line}\n` }];
}

/** What follows an entry's colon, with the comment behind it, lines indented from its key. */
function valueText(text: string, { map, entry }: Holding): string {
  const colon = text.indexOf(':', entry.key.end) + 1;
  const end = contentEnd(text, entry);
  if (map.flow) return text.slice(colon, end);
  const { start, text: line } = lineAt(text, end);
  const column = columnOf(text, entry.key.start);
  const lines = text.slice(colon, start + line.length).split('\n');
  const indentation = new RegExp(`^ {0,${column}}`);
  return lines.map((one, index) => (index === 0 ? one : one.replace(indentation, ''))).join('\n');
}
