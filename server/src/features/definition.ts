import type { Location, Position } from 'vscode-languageserver-types';
import type { SpecDocument } from '../document/specDocument';
import { symbolAt } from '../document/symbols';

/** Where the variable or anchor at a position is declared; empty when there is none or it is not. */
export function definition(document: SpecDocument, position: Position): Location[] {
  const found = symbolAt(document, document.offsetAt(position));
  return (found?.name.declarations ?? []).map((span) => ({
    uri: document.uri,
    range: document.rangeOf(span),
  }));
}
