import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Position,
} from 'vscode-languageserver-types';
import type { SpecDocument } from '../document/specDocument';
import { symbolAt } from '../document/symbols';

/** The other places of the variable or anchor at a position: declarations as written, uses as read. */
export function documentHighlight(document: SpecDocument, position: Position): DocumentHighlight[] {
  const name = symbolAt(document, document.offsetAt(position))?.name;
  if (name === undefined) return [];
  const { Read, Write } = DocumentHighlightKind;
  return [
    ...name.declarations.map((span) => ({ range: document.rangeOf(span), kind: Write })),
    ...name.uses.map((span) => ({ range: document.rangeOf(span), kind: Read })),
  ];
}
