import type { FormattingOptions, Position, TextEdit } from 'vscode-languageserver-types';
import { locate } from '../ast/nodeAtOffset';
import { lineAt } from '../base/lines';
import type { SpecDocument } from '../document/specDocument';

/** A key, after dashes where it begins an item, and what follows its colon. */
const keyLine = /^(\s*(?:- +)*)[\w-]+:(?:\s+(\S.*)?)?$/s;
/** Nothing, a comment or the beginning of a block of text: the value comes below. */
const valueBelow = /^(?:[|>][-+0-9]*)?\s*(?:#.*)?$/;

/**
 * Indents a new line, as long as nothing stands in it: deeper below `key:` and `key: |`, and in one
 * column with the keys of an item below `- key: value`. Text that spans lines is left alone, and so
 * is a line that the editor has already indented so.
 * @param position in the new line
 */
export function onTypeFormatting(
  document: SpecDocument,
  { line }: Position,
  { tabSize }: FormattingOptions,
): TextEdit[] {
  const { text } = document;
  const start = document.offsetAt({ line, character: 0 });
  const written = lineAt(text, start).text;
  if (start === 0 || written.trim() !== '') return [];
  const above = lineAt(text, start - 1);
  const key = keyLine.exec(above.text);
  if (key === null) return [];
  const [, lead = '', value = ''] = key;
  const isBelow = valueBelow.test(value);
  if (!isBelow && !lead.includes('-')) return [];
  if (isInsideText(document, above.start + lead.length)) return [];
  const newText = ' '.repeat(lead.length + (isBelow ? tabSize : 0));
  const range = document.rangeOf({ start, end: start + written.length });
  return newText === written ? [] : [{ range, newText }];
}

function isInsideText({ root }: SpecDocument, offset: number): boolean {
  const { part, node } = locate(root, offset) ?? {};
  return part === 'value' && !!node && node.start < offset && offset < node.end;
}
