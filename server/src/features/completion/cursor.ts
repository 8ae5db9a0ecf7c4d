import { type Choice, choiceOf } from '../../ast/choice';
import { locate } from '../../ast/nodeAtOffset';
import {
  isFlow,
  keyName,
  type MapNode,
  nodeAt,
  type Path,
  type Span,
  type SpecNode,
} from '../../ast/nodes';
import { columnOf, lineAt } from '../../base/lines';
import type { SpecDocument } from '../../document/specDocument';

/** What is being written at the cursor. */
export interface Cursor {
  kind: 'key' | 'value';
  /** key: of the map that will hold it; value: of the value itself. */
  path: Path;
  /** The map that will hold the key, without the key at the cursor. */
  map: MapNode | undefined;
  /** What an accepted item replaces: the word around the cursor, and a quote that is not closed. */
  replace: Span;
  /** What stands in `replace` before the word: a quote. Filtering has to match it too. */
  prefix: string;
  /** Indentation that belongs in front of what is inserted, where `replace` begins at the margin. */
  indentation: string;
  /** The column (UTF-16 units) of the dashes, where the cursor stands in it below an item: another may begin here. */
  dashColumn: number | undefined;
  /** A colon already follows. */
  hasColon: boolean;
  /** It stands between brackets or braces. */
  inFlow: boolean;
  /** What goes around a key, or a text as a value, as around the keys of the braces that it stands in. */
  quote: '"' | '';
  /** No space stands yet between the colon and the value. */
  needsSpace: boolean;
  /** The column (UTF-16 units) where the key begins, or the key of the value. */
  column: number;
  choice: Choice;
}

/** Stands for the word at the cursor while the text is read, so that YAML itself says where it is. */
const marker = 'cursor\u2038here';

/** No key or value that is proposed has more UTF-16 units; matching up to an end costs its square. */
const longestWord = 200;

/** What is being written at an offset; undefined in comments, prose and other free text. */
export function cursorAt(document: SpecDocument, offset: number): Cursor | undefined {
  const { text } = document;
  if (document.parsed.isBeyondLimit || isInsideText(document, offset)) return undefined;
  const line = lineAt(text, offset);
  const before = line.text.slice(0, offset - line.start);
  const after = line.text.slice(offset - line.start);
  const word = /(?<![\w-])[\w-]*$/.exec(before.slice(-longestWord))?.[0] ?? '';
  const rest = /^[\w-]*/.exec(after)?.[0] ?? '';
  const start = offset - word.length;
  const end = offset + rest.length;
  const lead = before.slice(0, before.length - word.length);
  const quote = /["']$/.exec(lead)?.[0] ?? '';
  const isClosed = quote !== '' && text.charAt(end) === quote;
  const prefix = isClosed ? '' : quote;
  const replace = { start: start - prefix.length, end };
  const site = { line, lead: lead.slice(0, lead.length - quote.length), replace, prefix, isClosed };
  return keyCursor(document, site) ?? valueCursor(document, site);
}

/** The path of the text that a part of the file stands in, whatever the part looks like to YAML. */
export function textPathAt(document: SpecDocument, { start, end }: Span): Path | undefined {
  const { text, parsed } = document;
  if (parsed.isBeyondLimit) return undefined;
  const { root } = document.withText(`${text.slice(0, start)}${marker}${text.slice(end)}`);
  const located = locate(root, start);
  return located?.part === 'value' ? located.path : undefined;
}

interface Site {
  line: { start: number; text: string };
  /** The line up to the word and its quote. */
  lead: string;
  replace: Span;
  prefix: string;
  /** The word stands between two quotes. */
  isClosed: boolean;
}

/** In the middle of a text that spans lines nothing can be completed. */
function isInsideText({ root, text }: SpecDocument, offset: number): boolean {
  const node = locate(root, offset)?.node;
  if (node?.kind !== 'scalar' || offset <= node.start) return false;
  const rest = text.slice(offset, node.end);
  const spansLines = text.slice(node.start, node.end).trimEnd().includes('\n');
  return spansLines && rest.trim() !== '';
}

function keyCursor(document: SpecDocument, site: Site): Cursor | undefined {
  const { text } = document;
  const { lead, replace, prefix, isClosed } = site;
  if (!/^\s*(?:-\s+)*$|[{,]\s*$/.test(lead)) return undefined;
  const quoteEnd = replace.end + (isClosed ? 1 : 0);
  const hasColon = /^\s*:(?=\s|$)/.test(text.slice(quoteEnd, quoteEnd + 20));
  const marked =
    text.slice(0, replace.start) +
    marker +
    text.slice(replace.end, quoteEnd) +
    (hasColon ? '' : ': ') +
    text.slice(quoteEnd);
  const { root } = document.withText(marked);
  const found = find(root, replace.start, []);
  if (found === undefined || found.map === undefined) return undefined;
  // A quoted word without a colon is replaced with its quotes, as the colon follows them.
  const takesQuotes = isClosed && !hasColon;
  const neighbour = found.map.entries[0]?.key.start;
  const column = neighbour === undefined ? lead.length : columnOf(marked, neighbour);
  // Beside keys of another column the line takes theirs.
  const isStray = lead.trim() === '' && column !== lead.length && !takesQuotes && !found.map.flow;
  const place = isStray
    ? {
        replace: { start: replace.start - lead.length, end: replace.end },
        prefix: lead + prefix,
        indentation: ' '.repeat(column),
        column,
        dashColumn: dashColumnAt(root, found.path, marked, lead.length),
      }
    : {
        replace: takesQuotes ? { start: replace.start - 1, end: quoteEnd } : replace,
        prefix: takesQuotes ? text.charAt(replace.end) : prefix,
        indentation: '',
        column: lead.length,
        dashColumn: undefined,
      };
  const quote = isClosed && hasColon ? '' : quoteAt(root, found.path, found.map);
  const choice = choiceOf(root);
  return {
    kind: 'key',
    ...found,
    ...place,
    hasColon,
    inFlow: found.map.flow,
    quote,
    needsSpace: false,
    choice,
  };
}

/** A column, where the dash of the item at a path stands in it. */
function dashColumnAt(root: SpecNode | null, path: Path, text: string, column: number) {
  const list = nodeAt(root, path.slice(0, -1));
  if (list?.kind !== 'sequence') return undefined;
  return columnOf(text, list.start) === column ? column : undefined;
}

/**
 * The quotes around the keys of the nearest braces around a place that hold any, as in JSON.
 * @param path of what may be between braces
 * @param node what stands there
 */
function quoteAt(root: SpecNode | null, path: Path, node = nodeAt(root, path)): Cursor['quote'] {
  if (!isFlow(node)) return '';
  const [first] = node.kind === 'map' ? node.entries : [];
  if (first !== undefined) return first.key.style === 'double' ? '"' : '';
  return path.length === 0 ? '' : quoteAt(root, path.slice(0, -1));
}

function valueCursor(
  document: SpecDocument,
  { lead, replace, prefix, line, isClosed }: Site,
): Cursor | undefined {
  const { text } = document;
  const needsSpace = /:$/.test(lead);
  const marked = `${text.slice(0, replace.start)}${needsSpace ? ' ' : ''}${marker}${text.slice(replace.end)}`;
  const { root } = document.withText(marked);
  const found = find(root, replace.start + (needsSpace ? 1 : 0), []);
  if (found === undefined || found.map !== undefined) return undefined;
  const around = found.path.slice(0, -1);
  return {
    kind: 'value',
    ...found,
    replace,
    prefix,
    indentation: '',
    dashColumn: undefined,
    hasColon: false,
    inFlow: isFlow(nodeAt(root, around)),
    quote: isClosed ? '' : quoteAt(root, around),
    needsSpace,
    column: /^\s*(?:-\s+)*/.exec(line.text)?.[0].length ?? 0,
    choice: choiceOf(root),
  };
}

/** Where the marker at an offset has gone: a key, with its map, or a whole value. */
function find(
  node: SpecNode | null,
  offset: number,
  path: Path,
): Pick<Cursor, 'path' | 'map'> | undefined {
  if (node === null || offset < node.start || node.end < offset) return undefined;
  if (node.kind === 'scalar') return node.value === marker ? { path, map: undefined } : undefined;
  if (node.kind === 'sequence') {
    return firstOf(node.items, (item, index) => find(item, offset, [...path, index]));
  }
  if (node.kind !== 'map') return undefined;
  if (node.entries.some(({ key }) => keyName(key) === marker)) {
    const entries = node.entries.filter(({ key }) => keyName(key) !== marker);
    return { path, map: { ...node, entries } };
  }
  return firstOf(node.entries, ({ key, value }) => find(value, offset, [...path, keyName(key)]));
}

function firstOf<T, R>(items: T[], look: (item: T, index: number) => R | undefined) {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
