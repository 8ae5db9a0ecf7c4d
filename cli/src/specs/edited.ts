import type { TextEdit } from 'vscode-languageserver-types';
import type { SpecDocument } from '../../../server/src/entry/core';

/** The text of a document after edits that do not overlap. */
export function edited(document: SpecDocument, edits: readonly TextEdit[]): string {
  return edits
    .map(({ range, newText }) => ({
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
      newText,
    }))
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end),
      document.text,
    );
}
