import type { SpecNode } from '../../ast/nodes';
import type { Edit } from '../../base/edit';
import { isBlank, keyColumn, keyLine, keyOn, type Line, linesBelow, linesOf } from './lines';
import type { Cure, Mistaken, Repair } from './repair';

/** Keys that hold text, whatever it looks like. */
export const textKeys: ReadonlySet<unknown> = new Set(['description']);

/** A prompt without `|`, whose lines mean something else to YAML. */
export const textWithoutBlock: Repair = (mistaken) => curesOfText(mistaken, () => true);

/** One that begins beside its key and goes on with items of a list, which belong nowhere to YAML. */
export const itemsBelowText: Repair = (mistaken) =>
  curesOfText(
    mistaken,
    ({ key, value, body }) =>
      textKeys.has(key) &&
      value !== '' &&
      body.some(({ text, indent }) => text.startsWith('- ', indent)),
  );

function* curesOfText(
  { source, error, node }: Mistaken,
  isMeant: (text: LineText) => boolean,
): Iterable<Cure> {
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const text = line.isText ? undefined : textOn(line, index, lines);
    if (text === undefined || !isMeant(text)) continue;
    const { key, value, body, end } = text;
    const isHere = error !== undefined && error.pos[0] >= line.start && error.pos[0] <= end + 1;
    const isMeantAsText = index === 0 && textKeys.has(key) && holdsCollectionAsText(node);
    if ((isHere || isMeantAsText) && looksLikeText(text))
      yield body.length === 0 ? inQuotes(line, value) : asBlock(line, value, body);
  }
}

/** Makes the list or map under a key its text, with the comments above it; undefined where it may be more than text. */
export function blockOf(source: string, key: number): Cure | undefined {
  const lines = linesOf(source);
  const index = lines.findLastIndex(({ start }) => start <= key);
  const line = lines[index];
  const text = line && textOn(line, index, lines);
  const isProse = text !== undefined && /^(?:#|$)/.test(text.value) && looksLikeText(text);
  return line && isProse ? asBlock(line, text.value, text.body) : undefined;
}

interface LineText {
  key: string;
  column: number;
  value: string;
  body: Line[];
  /** UTF-16 offset in the chunk. */
  end: number;
}

/** What stands behind the key of a line and below it, when that is neither a block scalar nor in quotes. */
function textOn(line: Line, index: number, lines: readonly Line[]): LineText | undefined {
  const found = keyOn(line);
  if (found === undefined || !/^[A-Za-z_][\w-]*$/.test(found.key)) return undefined;
  const value = line.text.slice(found.value);
  if (/^[|>"']/.test(value)) return undefined;
  const body = linesBelow(
    lines,
    index,
    found.column,
    textKeys.has(found.key) ? 'items' : undefined,
  );
  if (value === '' && body.length === 0) return undefined;
  const last = body.at(-1) ?? line;
  return { ...found, value, body, end: last.start + last.text.length };
}

/** Whether the library took what stands under a key for text for a map or a list. */
export function holdsCollectionAsText(node: SpecNode | null): boolean {
  if (node?.kind !== 'map') return false;
  return node.entries.some(({ key, value }) => textKeys.has(key.value) && isCollection(value));
}

const isCollection = (value: SpecNode | null) =>
  value?.kind === 'map' || value?.kind === 'sequence';

const beginsWithKey = ({ text, indent }: Line) => keyLine.test(text.slice(indent));

/** Sentences, not keys with values or a collection: the first line has several words, and no line begins with a key. */
function looksLikeText({ key, column, value, body }: LineText): boolean {
  // Behind a value of one line no list can stand deeper.
  const isItem = ({ text, indent }: Line) => indent > column && text.startsWith('- ', indent);
  if (body.some((line) => beginsWithKey(line) && !(value !== '' && isItem(line)))) return false;
  if (textKeys.has(key)) return true;
  const first = value === '' ? (body.find((line) => !isBlank(line))?.text.trim() ?? '') : value;
  return !/^[[{]/.test(first) && /\s\S+\s/.test(first) && !keyLine.test(first);
}

/** What is said of a text that needs quotes. */
export const unquotedText = {
  code: 'unquoted-text',
  message: "YAML doesn't read this as text: put the whole value in quotes.",
  title: 'Put the value in quotes',
};

function inQuotes({ start, text }: Line, value: string): Cure {
  const from = start + text.length - value.length;
  const plain = value.trimEnd();
  const [, inside = plain] = /^[\u201c\u201e]([^\u201c-\u201e]*)[\u201c\u201d]$/.exec(plain) ?? [];
  return {
    start: from,
    end: from + plain.length,
    ...unquotedText,
    edits: [{ start: from, end: from + plain.length, newText: JSON.stringify(inside) }],
  };
}

/** What is said of a text that needs `|`. */
export const withoutBlock = {
  code: 'text-without-block',
  message: 'Text of several lines needs `|` after the colon, and must start on the next line.',
  title: 'Write `|` before the text',
};

function asBlock(line: Line, value: string, body: readonly Line[]): Cure {
  const behindColon = line.start + line.text.length - value.length;
  const colon = line.start + line.text.slice(0, line.text.length - value.length).trimEnd().length;
  const content = body.filter((one) => !isBlank(one));
  const least = Math.min(...content.map(({ indent }) => indent));
  const first = value === '' ? content[0] : undefined;
  const column = keyColumn(line);
  const indentation = ' '.repeat(least > column ? least : column + 2);
  const edits: Edit[] = [
    value === ''
      ? { start: colon, end: behindColon, newText: ' |' }
      : { start: colon, end: behindColon, newText: ` |\n${indentation}` },
  ];
  if (least <= column) {
    const added = ' '.repeat(column + 2 - least);
    edits.push(...content.map(({ start }) => ({ start, end: start, newText: added })));
  } else if (first !== undefined && first.indent > least) {
    edits.push({ start: first.start, end: first.start + first.indent, newText: ' '.repeat(least) });
  }
  const marked = value === '' ? (content[0] ?? line) : line;
  const start = value === '' ? marked.start + marked.indent : behindColon;
  return {
    start,
    end: marked.start + marked.text.trimEnd().length,
    ...withoutBlock,
    edits,
  };
}
