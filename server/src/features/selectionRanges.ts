import type { Position, SelectionRange } from 'vscode-languageserver-types';
import type { ScalarNode, Span, SpecNode } from '../ast/nodes';
import { contains, trimmed } from '../ast/spans';
import { lineAt } from '../base/lines';
import type { SpecDocument } from '../document/specDocument';

/** What a selection grows to from each position: word, line of a text, text, entry, map, …, file. */
export function selectionRanges(document: SpecDocument, positions: Position[]): SelectionRange[] {
  return positions.map((position) => {
    const whole = { start: 0, end: document.text.length };
    let selection: SelectionRange = { range: document.rangeOf(whole) };
    let outer: Span = whole;
    const offset = document.offsetAt(position);
    for (const span of spansAround(document, offset)) {
      const isSmaller = span.start !== outer.start || span.end !== outer.end;
      if (!isSmaller || !contains(outer, span) || !covers(span, offset)) continue;
      selection = { range: document.rangeOf(span), parent: selection };
      outer = span;
    }
    return selection;
  });
}

/** From the outermost to the innermost. */
function* spansAround({ root, text }: SpecDocument, offset: number): Iterable<Span> {
  let node: SpecNode | null = root;
  while (node !== null) {
    yield trimmed(text, node);
    if (node.kind === 'scalar') yield* spansInside(text, node, offset);
    node = yield* childAround(text, node, offset);
  }
  yield wordAt(text, offset);
}

function* childAround(
  text: string,
  node: SpecNode,
  offset: number,
): Generator<Span, SpecNode | null> {
  if (node.kind === 'sequence') return node.items.find((item) => covers(item, offset)) ?? null;
  if (node.kind !== 'map') return null;
  for (const { key, value } of node.entries) {
    const entry = trimmed(text, { start: key.start, end: Math.max(key.end, value?.end ?? 0) });
    if (!covers(entry, offset)) continue;
    yield entry;
    if (covers(key, offset)) return key;
    return covers(value, offset) ? value : null;
  }
  return null;
}

/** The text between the quotes, and the line where there are several. */
function* spansInside(text: string, node: ScalarNode, offset: number): Iterable<Span> {
  const isQuoted = node.style === 'single' || node.style === 'double';
  if (isQuoted) yield { start: node.start + 1, end: node.end - 1 };
  const line = lineAt(text, offset);
  const start = line.start + line.text.search(/\S|$/);
  yield { start, end: start + line.text.trim().length };
}

/** What is longer (UTF-16 units) is no word that anybody selects; matching up to an end costs its square. */
const longestWord = 200;

function wordAt(text: string, offset: number): Span {
  const near = text.slice(Math.max(0, offset - longestWord), offset);
  const before = /(?<![\p{L}\p{N}_])[\p{L}\p{N}_]*$/u.exec(near)?.[0] ?? '';
  const after = /^[\p{L}\p{N}_]*/u.exec(text.slice(offset, offset + longestWord))?.[0] ?? '';
  return { start: offset - before.length, end: offset + after.length };
}

function covers(span: Span | null, offset: number): boolean {
  return span !== null && span.start <= offset && offset <= span.end;
}
