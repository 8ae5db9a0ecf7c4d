import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type { Path, Span } from '../ast/nodes';
import { trimmed } from '../ast/spans';
import { collectPerNode, type Found } from '../document/collectPerNode';
import type { SpecDocument } from '../document/specDocument';

/** What can be folded: keys and items with more than a line, and comments of more than a line. */
export function foldingRanges(document: SpecDocument): FoldingRange[] {
  return [...blocks(document), ...comments(document)].sort((a, b) => a.startLine - b.startLine);
}

/** Where a key and an item begin on one line, the longer one folds. */
function blocks(document: SpecDocument): FoldingRange[] {
  const ends = new Map<number, number>();
  for (const span of longValues(document)) {
    const [startLine, endLine] = linesOf(document, span);
    ends.set(startLine, Math.max(endLine, ends.get(startLine) ?? 0));
  }
  return [...ends].map(([startLine, endLine]) => ({ startLine, endLine }));
}

/** Keys and items with more than a line, from the key or the anchor on. */
const longValues = collectPerNode((document, node, path, entry): Found[] => {
  const start = entry?.key.start ?? node.anchor?.start ?? node.start;
  return path.length === 0 ? [] : longSpan(document, { start, end: node.end }, path);
});

const longTexts = collectPerNode((document, node, path): Found[] =>
  node.kind === 'scalar' ? longSpan(document, node, path) : [],
);

function longSpan({ text }: SpecDocument, written: Span, path: Path): Found[] {
  const span = trimmed(text, written);
  return text.slice(span.start, span.end).includes('\n') ? [{ ...span, path }] : [];
}

function comments(document: SpecDocument): FoldingRange[] {
  const texts = linesOfTexts(document);
  const found: FoldingRange[] = [];
  for (const { index } of document.text.matchAll(/^[ \t]*#/gm)) {
    const { line } = document.positionAt(index);
    if (texts.has(line)) continue;
    const last = found.at(-1);
    if (last?.endLine === line - 1) last.endLine = line;
    else found.push({ startLine: line, endLine: line, kind: FoldingRangeKind.Comment });
  }
  return found.filter(({ startLine, endLine }) => endLine > startLine);
}

/** The lines that belong to a value: what looks like a comment there is text. */
function linesOfTexts(document: SpecDocument): Set<number> {
  const lines = new Set<number>();
  for (const span of longTexts(document)) {
    const [first, last] = linesOf(document, span);
    for (let line = first + 1; line <= last; line += 1) lines.add(line);
  }
  return lines;
}

function linesOf(document: SpecDocument, span: Span): [first: number, last: number] {
  const { start, end } = document.rangeOf(span);
  return [start.line, end.line];
}
