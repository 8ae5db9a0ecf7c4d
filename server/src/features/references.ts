import type { Location, Position } from 'vscode-languageserver-types';
import type { SpecDocument } from '../document/specDocument';
import { symbolAt } from '../document/symbols';

/** Where the variable or anchor at a position is used; empty when there is none. */
export function references(
  document: SpecDocument,
  position: Position,
  includeDeclaration: boolean,
): Location[] {
  const name = symbolAt(document, document.offsetAt(position))?.name;
  if (name === undefined) return [];
  const spans = includeDeclaration ? [...name.declarations, ...name.uses] : name.uses;
  return spans.map((span) => ({ uri: document.uri, range: document.rangeOf(span) }));
}
