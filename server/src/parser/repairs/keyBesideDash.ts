import type { Edit } from '../../base/edit';
import { listKeys, mapKeys } from './keyKinds';
import {
  isBlank,
  isComment,
  keyColumn,
  keyOn,
  type Line,
  linesBelow,
  linesOf,
  opensBlock,
} from './lines';
import type { Repair } from './repair';

/**
 * Keys of an item in the column of its dash, or just behind it: they have to stand under its first key. One that items begin with
 * lacks its dash.
 */
export const keyBesideDash: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const found = line.isText ? undefined : keyOn(line);
    if (found === undefined || !listKeys.has(found.key) || found.value < line.text.length) continue;
    const below = linesBelow(lines, index, found.column);
    const first = below.find((one) => !isBlank(one) && !isComment(one));
    const item = /^- +(\w+):/.exec(first?.text.slice(first.indent) ?? '')?.[1];
    const lost = first && item ? besideDashes(below, first, item) : [];
    const [key] = lost;
    if (key === undefined) continue;
    const { start, indent, text } = key.line;
    const told = key.isItem
      ? {
          code: 'missing-dash',
          message: `\`${item}\` starts a new item here: write \`- \` before it.`,
          title: 'Add the dash',
        }
      : {
          code: 'bad-indentation',
          message: `\`${keyOn(key.line)?.key}\` belongs to the item above: indent it like \`${key.first}\`.`,
          title: `Indent it like \`${key.first}\``,
        };
    const edits = lost.map(({ edit }) => edit);
    yield { start: start + indent, end: start + text.trimEnd().length, ...told, edits };
  }
};

/** A line that is not where it belongs in a list. */
interface Lost {
  line: Line;
  edit: Edit;
  /** It lacks its dash. */
  isItem: boolean;
  /** The first key of the item that it belongs to. */
  first: string | undefined;
}

/** A list by its first item. */
interface List {
  /** The columns of the dashes and of the keys. */
  dash: number;
  column: number;
  /** That the first item begins with. */
  key: string;
}

/** The item that lines belong to. */
interface Item {
  keys: readonly string[];
  /** The columns by which what stands below its last key has to be deeper. */
  by: number;
}

/**
 * The keys between the column of the dashes and that of the keys, with what stands below them; none where something else stands
 * there, or what the item has already.
 */
function besideDashes(below: readonly Line[], first: Line, key: string): Lost[] {
  const list = { dash: first.indent, column: keyColumn(first), key };
  const isOwn = (line: Line) => !isBlank(line) && (line.indent > list.dash || !isComment(line));
  const lost: Lost[] = [];
  let item: Item = { keys: [], by: 0 };
  const own = below.filter(isOwn);
  for (const [index, line] of own.entries()) {
    const found = look(line, item, list);
    if (found === undefined || isAboveItems(own, index, list)) return [];
    const { edit, isItem } = found;
    item = found.item;
    if (edit !== undefined) lost.push({ line, edit, isItem, first: item.keys[0] });
  }
  return lost;
}

/** Whether a key without a value stands above a dash in the column of those of the list: the list below it is another. */
function isAboveItems(lines: readonly Line[], index: number, { dash, column }: List): boolean {
  const [line, next] = [lines[index], lines[index + 1]];
  if (line === undefined || next?.indent !== dash || line.indent >= column) return false;
  const isEmpty = keyOn(line)?.value === line.text.length && keyColumn(line) === line.indent;
  return isEmpty && next.text.startsWith('- ', dash);
}

interface Look {
  item: Item;
  edit: Edit | undefined;
  isItem: boolean;
}

/** What a line is to the item before it; undefined where nobody can tell. */
function look(line: Line, item: Item, { dash, column, key }: List): Look | undefined {
  const { start, indent } = line;
  const name = keyOn(line)?.key ?? '';
  const isDashed = line.text.startsWith('- ', indent);
  const looked = (edit?: Edit, next = item) => ({ item: next, edit, isItem: false });
  if (isDashed && indent === dash) return looked(undefined, { keys: [name], by: 0 });
  if (item.by > 0 && indent >= column) return looked(spaces(start, item.by));
  if (isDashed || indent > column) return looked();
  const keys = [...item.keys, name];
  if (indent === column) return looked(undefined, { keys, by: 0 });
  const by = column - indent;
  const isNew = name !== '' && !ofSpec(name) && !item.keys.includes(name);
  if (isNew) return looked(spaces(start, by), { keys, by: holdsBelow(line) ? by : 0 });
  if (name !== key || indent !== dash) return undefined;
  const at = start + indent;
  const edit = { start: at, end: at, newText: '- ' };
  return { item: { keys: [name], by: 0 }, edit, isItem: true };
}

/** Whether a key holds a map or list, and is none of an item. */
function ofSpec(name: string): boolean {
  return (
    (listKeys.has(name) || mapKeys.has(name)) && !/^(?:mock_data|input|served_via)$/.test(name)
  );
}

function spaces(start: number, by: number): Edit {
  return { start, end: start, newText: ' '.repeat(by) };
}

/** Whether the value of a key stands in the lines below it. */
function holdsBelow(line: Line): boolean {
  return keyOn(line)?.value === line.text.length || opensBlock(line);
}
