import { endOfOpened } from './brackets';
import { keysBesideText, listKeys, mapKeys } from './keyKinds';
import { keyOn, type Line, linesOf } from './lines';
import { textKeys } from './prose';
import { isAround, type Repair } from './repair';

/** A key behind a comma, in offsets of the text of its line. */
interface KeyBehindComma {
  comma: number;
  start: number;
  key: string;
}

/** `- name: find_order, description: Finds an order`: each key of a map has its line. */
export const keyBehindComma: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  for (const line of linesOf(source)) {
    const found = line.isText ? undefined : keyOn(line);
    if (found === undefined || textKeys.has(found.key)) continue;
    if (!isAround(error, line.start, line.start + line.text.length)) continue;
    const keys = keysBehindCommas(line, found.value);
    const [first] = keys;
    if (first === undefined) continue;
    const [what, title] =
      keys.length === 1
        ? ['This key needs a line of its own', 'Move it to the next line']
        : ['These keys need lines of their own', 'Move them to the next lines'];
    yield {
      start: line.start + first.start,
      end: line.start + first.start + first.key.length,
      code: 'bad-indentation',
      message: `${what}, under \`${found.key}\`.`,
      title,
      edits: keys.map(({ comma, start }) => ({
        start: line.start + comma,
        end: line.start + start,
        newText: `\n${' '.repeat(found.column)}`,
      })),
    };
  }
};

/** @param from where the value of the line begins in it */
function keysBehindCommas({ text }: Line, from: number): KeyBehindComma[] {
  const keys: KeyBehindComma[] = [];
  let value = from;
  for (let next = nextKey(text, value); next !== undefined; next = nextKey(text, value)) {
    keys.push(next);
    value = next.start + next.key.length + 1;
    while (/[ \t]/.test(text.charAt(value))) value += 1;
  }
  return keys;
}

const behindComma = /,[ \t]*([a-z_]\w*)(?=:(?:[ \t]|$))/g;

/** The key behind a value that begins at an offset; undefined where the comma may belong to the value. */
function nextKey(text: string, value: number): KeyBehindComma | undefined {
  const isOpened = /["'[{]/.test(text.charAt(value));
  const close = isOpened ? endOfOpened(text, value) : value;
  if (close === undefined) return undefined;
  for (const { 0: gap, 1: key = '', index } of text.slice(close).matchAll(behindComma)) {
    const comma = close + index;
    const isBehind = isOpened ? index === 0 : isKnown(key) || !/\s/.test(text.slice(value, comma));
    if (isBehind) return { comma, start: comma + gap.length - key.length, key };
    if (isOpened) return undefined;
  }
  return undefined;
}

/** Whether a word behind several words, which may have commas themselves, is a key. */
const isKnown = (word: string) =>
  keysBesideText.has(word) || listKeys.has(word) || mapKeys.has(word);
