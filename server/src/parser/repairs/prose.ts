import type { SpecNode } from '../../ast/nodes';
import type { Edit } from '../../base/edit';
import { isBlank, keyOn, type Line, linesBelow, linesOf } from './lines';
import type { Cure, Repair } from './repair';

/** Keys that hold text, whatever it looks like. */
export const textKeys: ReadonlySet<unknown> = new Set(['description']);

/** A prompt without `|`, whose lines mean something else to YAML. */
export const textWithoutBlock: Repair = function* ({ source, error, node }) {
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const text = line.isText ? undefined : textOn(line, index, lines);
    if (text === undefined) continue;
    const { key, value, body, end } = text;
    const isTextKey = textKeys.has(key);
    const isHere = error !== undefined && error.pos[0] >= line.start && error.pos[0] <= end + 1;
    const isMeantAsText = isTextKey && index === 0 && holdsCollectionAsText(node);
    if ((isHere || isMeantAsText) && (isTextKey || looksLikeText(value, body)))
      yield body.length === 0 ? inQuotes(line, value) : asBlock(line, value, body);
  }
};

/** What stands behind the key of a line and below it, when that is neither a block scalar nor in quotes. */
function textOn(line: Line, index: number, lines: readonly Line[]) {
  const found = keyOn(line);
  if (found === undefined || !/^[A-Za-z_][\w-]*$/.test(found.key)) return undefined;
  const value = line.text.slice(found.value);
  if (/^[|>"']/.test(value)) return undefined;
  const body = linesBelow(lines, index, found.column);
  const last = body.at(-1) ?? line;
  return { key: found.key, value, body, end: last.start + last.text.length };
}

/** Whether the library took what stands under a key for text for a map or a list. */
export function holdsCollectionAsText(node: SpecNode | null): boolean {
  if (node?.kind !== 'map') return false;
  return node.entries.some(({ key, value }) => textKeys.has(key.value) && isCollection(value));
}

const isCollection = (value: SpecNode | null) =>
  value?.kind === 'map' || value?.kind === 'sequence';

/** Sentences, not keys with values or a collection: the first line has several words, and no line begins with a key. */
function looksLikeText(value: string, body: readonly Line[]): boolean {
  const [first = '', ...rest] = [value, ...body.map(({ text }) => text.trim())].filter(Boolean);
  const isKey = /^(?:- +)?[a-z_]\w*:(?:\s|$)/;
  const isText = !/^[[{]/.test(first) && /\s\S+\s/.test(first) && !isKey.test(first);
  return isText && !rest.some((line) => isKey.test(line));
}

function inQuotes({ start, text }: Line, value: string): Cure {
  const from = start + text.length - value.length;
  const plain = value.trimEnd();
  return {
    start: from,
    end: from + plain.length,
    code: 'unquoted-text',
    message: 'This text means something else to YAML: put the whole value in quotes.',
    title: 'Put the value in quotes',
    edits: [{ start: from, end: from + plain.length, newText: JSON.stringify(plain) }],
  };
}

function asBlock(line: Line, value: string, body: readonly Line[]): Cure {
  const behindColon = line.start + line.text.length - value.length;
  const colon = line.start + line.text.slice(0, line.text.length - value.length).trimEnd().length;
  const content = body.filter((one) => !isBlank(one));
  const least = Math.min(...content.map(({ indent }) => indent));
  const first = value === '' ? content[0] : undefined;
  const edits: Edit[] = [
    value === ''
      ? { start: colon, end: behindColon, newText: ' |' }
      : { start: colon, end: behindColon, newText: ` |\n${' '.repeat(least)}` },
  ];
  if (first !== undefined && first.indent > least)
    edits.push({ start: first.start, end: first.start + first.indent, newText: ' '.repeat(least) });
  const marked = value === '' ? (content[0] ?? line) : line;
  const start = value === '' ? marked.start + marked.indent : behindColon;
  return {
    start,
    end: marked.start + marked.text.trimEnd().length,
    code: 'text-without-block',
    message: 'Text in several lines needs `|` behind the colon, and stands below it.',
    title: 'Write `|` before the text',
    edits,
  };
}
