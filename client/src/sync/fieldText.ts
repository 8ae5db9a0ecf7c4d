import type { JsonValue } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import type { Difference, FieldName } from '../../../shared/src/sync';
import type { Mask } from '../api/masks';

/** What an item of a set is. */
const items: Record<string, string> = {
  mock_tools: 'mock tool',
  dynamic_variables: 'variable',
  knowledge_base_files: 'file',
};

/** Whether a field is a set of items. */
export const isSet = ([set = '', ...rest]: FieldName) => set in items && rest.length === 0;

/** What a field is called: `language`, `mock tool get_order`, `mock data {"id":1} of get_order`, else its keys. */
export function fieldText(field: FieldName): string {
  const [set = '', item, inner, input] = field;
  if (inner === 'mock_data' && input !== undefined && field.length === 4) {
    return plainText(`mock data ${input} of ${item}`, 80);
  }
  const kind = items[set];
  const isItem = kind !== undefined && item !== undefined && field.length === 2;
  return plainText(isItem ? `${kind} ${item}` : field.join('.'), 80);
}

/** Fields as a list in a sentence, the first five: `name, language and 3 more`. */
export function fieldList(fields: readonly FieldName[]): string {
  const texts = fields.map(fieldText);
  const shown = texts.length > 6 ? [...texts.slice(0, 5), `${texts.length - 5} more`] : texts;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : shown.join('');
}

/** How many fields, in words: `1 field`, `3 fields`. */
export const fieldCount = (count: number) => (count === 1 ? '1 field' : `${count} fields`);

/**
 * What an update makes of a field, as one line: `language: "en" → "de"`, `description: +12 −3 lines`, `Deletes mock tool
 * get_order`.
 *
 * @param mask hides secrets
 */
export function changeLine(difference: Difference, mask: Mask): string {
  const { field, here, there, isItem, unread } = difference;
  const name = fieldText(field);
  if (unread !== undefined) return `${name}: ${unread === 'unread' ? '' : `${unread}, `}changed`;
  if (isItem) return here === undefined ? `Deletes ${name}` : `Adds ${name}`;
  if (isLong(here) || isLong(there)) return `${name}: ${lineCounts(textOf(there), textOf(here))}`;
  return `${name}: ${shortValue(there, mask)} → ${shortValue(here, mask)}`;
}

/** Both sides of a field in a few words: `Spec: "en", Cekura: "de"`. */
export function bothSides({ here, there, unread }: Difference, mask: Mask): string {
  if (unread !== undefined) return unread;
  if (isLong(here) || isLong(there)) {
    return here === undefined || there === undefined
      ? `only in ${here === undefined ? 'Cekura' : 'the spec'}`
      : `Cekura to spec: ${lineCounts(textOf(there), textOf(here))}`;
  }
  return `Spec: ${shortValue(here, mask)}, Cekura: ${shortValue(there, mask)}`;
}

const longest = 50;

function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function isLong(value: JsonValue | undefined): boolean {
  if (value === undefined) return false;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest || text.trimEnd().includes('\n');
}

const shortValue = (value: JsonValue | undefined, mask: Mask) =>
  value === undefined || value === null
    ? 'nothing'
    : plainText(mask(JSON.stringify(value)), longest);

/** How many lines came in and went; lines that only moved are not counted. */
function lineCounts(before: string, after: string): string {
  const left = new Map<string, number>();
  for (const line of linesOf(before)) left.set(line, (left.get(line) ?? 0) + 1);
  let added = 0;
  for (const line of linesOf(after)) {
    const count = left.get(line) ?? 0;
    if (count === 0) added += 1;
    else left.set(line, count - 1);
  }
  const removed = [...left.values()].reduce((sum, count) => sum + count, 0);
  const isOne = added + removed === 1;
  return `+${added} −${removed} ${isOne ? 'line' : 'lines'}`;
}

const linesOf = (text: string) => (text === '' ? [] : text.trimEnd().split(/\r\n|\r|\n/));
