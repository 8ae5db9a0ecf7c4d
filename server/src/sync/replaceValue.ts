import type { JsonValue } from '../../../shared/src/messages';
import { escapeHidden } from '../../../shared/src/plainText';
import { dashesOf } from '../ast/dashes';
import {
  type Entry,
  type MapNode,
  nodeAt,
  type Path,
  type ScalarNode,
  type SequenceNode,
  type SpecNode,
} from '../ast/nodes';
import { trimmed } from '../ast/spans';
import type { Edit } from '../base/edit';
import { columnOf, endingOf, lineAt } from '../base/lines';
import type { SpecDocument } from '../document/specDocument';
import { type YamlStyle, yamlText } from './yamlText';

/** A value in the text: what holds it, and where. */
interface Place {
  node: SpecNode | null;
  isFlow: boolean;
  /** Where its key or its dash stands in the line, in UTF-16 units. */
  column: number;
  /** The end of the colon or dash in front of it. */
  lead: number;
  isItem: boolean;
}

/** Puts a value in the place of the one at a path; undefined where that has to be done by hand. */
export function replaceValue(
  { text, root }: SpecDocument,
  path: Path,
  value: JsonValue,
): Edit | undefined {
  const place = placeAt(text, root, path);
  if (place === undefined || place.node?.tag !== undefined) return undefined;
  return place.isFlow ? inBrackets(text, place, value) : inLines(text, place, value, root);
}

function placeAt(text: string, root: SpecNode | null, path: Path): Place | undefined {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (parent?.kind === 'sequence' && typeof last === 'number') return itemAt(text, parent, last);
  if (parent?.kind !== 'map') return undefined;
  const entry = parent.entries.find(({ key }) => String(key.value) === last);
  return entry && entryPlace(text, parent, entry);
}

function entryPlace(text: string, { flow }: MapNode, { key, value }: Entry): Place | undefined {
  if (text.charAt(key.end) !== ':') return undefined;
  const column = columnOf(text, key.start);
  return { node: value, isFlow: flow, column, lead: key.end + 1, isItem: false };
}

function itemAt(text: string, list: SequenceNode, index: number): Place | undefined {
  const node = list.items[index] ?? null;
  if (list.flow) {
    return node === null
      ? undefined
      : { node, isFlow: true, column: 0, lead: node.start, isItem: true };
  }
  const dash = dashesOf(text, list)[index];
  if (dash === undefined) return undefined;
  const column = columnOf(text, dash.start);
  return { node, isFlow: false, column, lead: dash.end, isItem: true };
}

function inBrackets(text: string, { node, lead }: Place, value: JsonValue): Edit {
  const newText = yamlText(value, { flow: true, ...styleOf(node, value) });
  return node === null
    ? { start: lead, end: lead, newText }
    : { start: node.start, end: trimmed(text, node).end, newText: newText.trim() };
}

function inLines(text: string, place: Place, value: JsonValue, root: SpecNode | null): Edit {
  const { node, column } = place;
  const kept = typeof value === 'string' && node?.kind === 'scalar' && sameBlock(text, node, value);
  if (kept) return kept;
  const style = { ...styleOf(node, value), indentSeq: place.isItem || hasDeepDashes(text, root) };
  const written = indented(yamlText(value, style), column, place.isItem);
  const lead = node?.anchor?.end ?? place.lead;
  if (node === null) return withComment(text, lead, { start: lead, end: lead, newText: written });
  const end = trimmed(text, node).end;
  if (text.slice(lead, node.start).includes('\n')) {
    // Comments between the key and a text would be a part of it behind the sign of a block.
    return typeof value === 'string'
      ? withComment(text, end, { start: node.start, end, newText: written.trimStart() })
      : belowKey(text, lead, node, written);
  }
  if (isBlock(node)) return withComment(text, node.start, { start: lead, end, newText: written });
  const hasLines = `${written}${text.slice(node.start, end)}`.includes('\n');
  return hasLines
    ? withComment(text, end, { start: lead, end, newText: written })
    : { start: node.start, end, newText: written.trim() };
}

/** A value whose first line keeps the comment that stands behind an offset. */
function withComment(text: string, offset: number, edit: Edit): Edit {
  const line = lineAt(text, offset);
  const behind = line.text.slice(offset - line.start);
  const comment = behind.replace(/^[|>][-+\d]*/, '');
  const [first = '', ...rest] = edit.newText.split('\n');
  const lineEnd = line.start + line.text.length;
  return {
    start: edit.start,
    end: Math.max(edit.end, lineEnd),
    newText: [first + comment, ...rest].join('\n'),
  };
}

/** A value in the place of one that begins below its key: the comments between them stay. */
function belowKey(text: string, lead: number, node: SpecNode, written: string): Edit {
  const line = lineAt(text, lead);
  const [first = '', ...rest] = written.split('\n');
  const above = commentsBetween(text, endOf(line), node.start);
  const { end } = trimmed(text, node);
  const last = lineAt(text, end);
  const behind = last.text.slice(end - last.start).trimStart();
  const indentation = /^ */.exec(last.text)?.[0] ?? '';
  const newText = [
    first + line.text.slice(lead - line.start),
    ...above,
    ...(behind === '' ? [] : [indentation + behind]),
    ...rest,
  ].join('\n');
  return { start: lead, end: endOf(last), newText };
}

const endOf = ({ start, text }: { start: number; text: string }) => start + text.length;

/** The lines of comment between a key and its value. */
function commentsBetween(text: string, start: number, end: number): string[] {
  const lines = text.slice(start, end).split(/\r?\n/);
  return lines.filter((line) => line.trimStart().startsWith('#'));
}

/** A text in the block that is there: its indentation and the comment behind its sign stay. Undefined where it cannot. */
function sameBlock(text: string, node: ScalarNode, value: string): Edit | undefined {
  const ending = endingOf(value);
  const body = value.slice(0, value.length - ending.length);
  const fits = body !== '' && !/^\s/.test(body) && escapeHidden(value) === value;
  const isKept = ending === endingOf(String(node.value));
  if (!isBlock(node) || !fits || (ending.length > 1 && !isKept)) return undefined;
  const end = trimmed(text, node).end;
  const [header = '', ...lines] = text.slice(node.start, end).split(/\r?\n/);
  const indentation = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0];
  if (!indentation) return undefined;
  const [sign = ''] = /^[|>][-+\d]*/.exec(header) ?? [];
  const comment = header.slice(sign.length);
  const chomping = isKept ? sign.replaceAll(/[^-+]/g, '') : ending === '' ? '-' : '';
  const written = body.split('\n').map((line) => (line === '' ? '' : indentation + line));
  return {
    start: node.start,
    end,
    newText: [`|${chomping}${comment}`, ...written].join('\n'),
  };
}

function isBlock(node: SpecNode | null): boolean {
  return node?.kind === 'scalar' && node.style === 'block';
}

function styleOf(node: SpecNode | null, value: JsonValue): YamlStyle {
  if (node?.kind !== 'scalar') return {};
  // Single quotes have no escapes: of several lines, the first would run on into a comment behind it.
  const isOneLine = typeof value !== 'string' || !value.includes('\n');
  if (isBlock(node)) return { scalar: 'BLOCK_LITERAL' };
  if (node.style === 'double') return { scalar: 'QUOTE_DOUBLE' };
  return node.style === 'single' && isOneLine ? { scalar: 'QUOTE_SINGLE' } : {};
}

/** Lines of a value below a key or behind a dash at a column. */
export function indented(written: string, column: number, isItem: boolean): string {
  const lines = written.replaceAll(/\n(?=.)/g, `\n${' '.repeat(column)}`);
  return isItem && lines.startsWith('\n') ? ` ${lines.trimStart()}` : lines;
}

/** Whether the dashes of a text's first list are deeper than its key, as most are. */
export function hasDeepDashes(text: string, root: SpecNode | null): boolean {
  const lists = root?.kind === 'map' ? root.entries : [];
  const first = lists.find(({ value }) => value?.kind === 'sequence' && !value.flow);
  if (!first?.value) return true;
  return columnOf(text, first.value.start) > columnOf(text, first.key.start);
}
