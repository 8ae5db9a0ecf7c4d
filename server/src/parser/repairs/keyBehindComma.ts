import { endOfOpened } from './brackets';
import { keysBesideText, listKeys, mapKeys } from './keyKinds';
import { keyOn, type Line, type LineKey, linesOf } from './lines';
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
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const found = line.isText ? undefined : keyOn(line);
    if (found === undefined || textKeys.has(found.key)) continue;
    if (!isAround(error, line.start, line.start + line.text.length)) continue;
    if (!isOfKnownKeys(lines, index)) continue;
    const keys = keysBehindCommas(line, found);
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

function keysBehindCommas({ text }: Line, first: LineKey): KeyBehindComma[] {
  const keys: KeyBehindComma[] = [];
  let { key, value } = first;
  for (let next = nextKey(text, key, value); next !== undefined; next = nextKey(text, key, value)) {
    keys.push(next);
    key = next.key;
    value = next.start + next.key.length + 1;
    while (/[ \t]/.test(text.charAt(value))) value += 1;
  }
  return keys;
}

const behindComma = /,[ \t]*([a-z_]\w*)(?=:(?:[ \t]|$))/g;

/** The key behind a value that begins at an offset; undefined where the comma may belong to the value. */
function nextKey(text: string, key: string, value: number): KeyBehindComma | undefined {
  const isOpened = /["'[{]/.test(text.charAt(value));
  const close = isOpened ? endOfOpened(text, value) : value;
  if (close === undefined) return undefined;
  for (const { 0: gap, 1: next = '', index } of text.slice(close).matchAll(behindComma)) {
    const comma = close + index;
    const start = comma + gap.length - next.length;
    const found = { comma, start, key: next };
    if (isOpened) return index === 0 ? found : undefined;
    const isText = textKeys.has(key);
    const opens = /^:[ \t]*[[{]/.test(text.slice(start + next.length));
    const isWord = !/\s/.test(text.slice(value, comma));
    // A text may hold anything but a list of the tool.
    if (isText ? opens && listKeys.has(next) : isWord || isKnown(next)) return found;
  }
  return undefined;
}

/** Whether a line is one of a map whose keys are known, not of an answer or the like. */
function isOfKnownKeys(lines: readonly Line[], index: number): boolean {
  let column = lines[index]?.indent ?? 0;
  for (let at = index - 1; at >= 0 && column > 0; at -= 1) {
    const line = lines[at];
    const key = line && !line.isText && line.indent < column ? keyOn(line) : undefined;
    if (line === undefined || key === undefined) continue;
    if (free.has(key.key)) return false;
    column = line.indent;
  }
  return true;
}

/** Keys under which users write keys of their own. */
const free: ReadonlySet<string> = new Set(['headers', 'input', 'output']);

/** Whether a word behind several words, which may have commas themselves, is a key. */
const isKnown = (word: string) =>
  keysBesideText.has(word) || listKeys.has(word) || mapKeys.has(word);
