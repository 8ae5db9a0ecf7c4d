import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { SpecDocument } from '../document/specDocument';
import { type Name, symbolAt, symbolsOf } from '../document/symbols';

const rules: Record<Name['kind'], { pattern: RegExp; refusal: string }> = {
  variable: {
    pattern: /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u,
    refusal: "A variable name can only have letters, digits and `_`, and can't start with a digit.",
  },
  anchor: {
    pattern: /^[\w-]+$/,
    refusal: 'An anchor name can only have letters, digits, `_` and `-`.',
  },
};

/** The name at a position that can be renamed; null where there is none. */
export function prepareRename(
  document: SpecDocument,
  position: Position,
): { range: Range; placeholder: string } | null {
  const found = symbolAt(document, document.offsetAt(position));
  return found === undefined
    ? null
    : { range: document.rangeOf(found.at), placeholder: found.name.name };
}

/**
 * Gives the variable or anchor at a position a new name wherever it is written.
 * @returns the edit, why the new name cannot be taken (a sentence), or null when nothing there has a name
 */
export function rename(
  document: SpecDocument,
  position: Position,
  newName: string,
): WorkspaceEdit | string | null {
  const name = symbolAt(document, document.offsetAt(position))?.name;
  if (name === undefined) return null;
  const { pattern, refusal } = rules[name.kind];
  if (!pattern.test(newName)) return refusal;
  if (newName !== name.name && isTaken(document, name, newName)) {
    return `The ${name.kind} \`${newName}\` already exists. Choose another name.`;
  }
  const edits = [...name.declarations, ...name.uses].map((span) => ({
    range: document.rangeOf(span),
    newText: newName,
  }));
  return { changes: { [document.uri]: edits } };
}

/** Two declared names must not become one; a use that nothing declares may be put right this way. */
function isTaken(document: SpecDocument, { kind, declarations }: Name, newName: string): boolean {
  const isDeclared = (one: Name) => one.declarations.length > 0;
  return (
    declarations.length > 0 &&
    symbolsOf(document).some((one) => one.kind === kind && one.name === newName && isDeclared(one))
  );
}
