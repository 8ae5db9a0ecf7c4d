import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import { trimmed } from '../document/spans';
import type { SpecDocument } from '../document/specDocument';
import type { Span } from '../document/tree';
import { walk } from '../document/walk';

/** What can be folded: keys and items with more than a line, and comments of more than a line. */
export function foldingRanges(document: SpecDocument): FoldingRange[] {
  return [...blocks(document), ...comments(document)].sort((a, b) => a.startLine - b.startLine);
}

/** Where a key and an item begin on one line, the longer one folds. */
function blocks(document: SpecDocument): FoldingRange[] {
  const ends = new Map<number, number>();
  for (const { node, path, entry } of walk(document.root)) {
    if (path.length === 0) continue;
    const start = entry?.key.start ?? node.anchor?.start ?? node.start;
    const [startLine, endLine] = linesOf(document, { start, end: node.end });
    if (endLine > startLine) ends.set(startLine, Math.max(endLine, ends.get(startLine) ?? 0));
  }
  return [...ends].map(([startLine, endLine]) => ({ startLine, endLine }));
}

function comments(document: SpecDocument): FoldingRange[] {
  const texts = linesOfTexts(document);
  const found: FoldingRange[] = [];
  for (const [line, text] of document.text.split('\n').entries()) {
    if (!/^\s*#/.test(text) || texts.has(line)) continue;
    const last = found.at(-1);
    if (last?.endLine === line - 1) last.endLine = line;
    else found.push({ startLine: line, endLine: line, kind: FoldingRangeKind.Comment });
  }
  return found.filter(({ startLine, endLine }) => endLine > startLine);
}

/** The lines that belong to a value: what looks like a comment there is text. */
function linesOfTexts(document: SpecDocument): Set<number> {
  const lines = new Set<number>();
  for (const { node } of walk(document.root)) {
    if (node.kind !== 'scalar') continue;
    const [first, last] = linesOf(document, node);
    for (let line = first + 1; line <= last; line += 1) lines.add(line);
  }
  return lines;
}

function linesOf(document: SpecDocument, span: Span): [first: number, last: number] {
  const { start, end } = document.rangeOf(trimmed(document.text, span));
  return [start.line, end.line];
}
