import { isDeepStrictEqual } from 'node:util';
import type { FormattingOptions, TextEdit } from 'vscode-languageserver-types';
import { toData } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { parse } from '../parser/parse';

/** UTF-16 units; the formatter takes a second and 200 MB for each 300,000 of them. */
const longest = 500_000;

const tooLong =
  'This spec is too long to format (over 500,000 characters): move long texts to other files, as ${file:prompt.md}.';

/**
 * Lays out the whole text, with edits for the lines that change. There are none while the text is
 * broken, or should the result say something else. The formatter is loaded when it is first needed.
 * @returns a sentence for a person when the text is too long
 */
export async function formatting(
  document: SpecDocument,
  { tabSize }: FormattingOptions,
): Promise<TextEdit[] | string> {
  const { parsed, root, text } = document;
  if (parsed.problems.length > 0) return [];
  if (text.length > longest) return tooLong;
  const { formatYaml, replacementsBetween } = await import('./formatYaml');
  const formatted = await formatYaml(text, tabSize).catch(() => undefined);
  if (formatted === undefined) return [];
  const result = parse(formatted);
  const isSame =
    result.problems.length === 0 && isDeepStrictEqual(toData(result.root), toData(root));
  if (!isSame) return [];
  return replacementsBetween(text, formatted).map(({ newText, ...span }) => ({
    range: document.rangeOf(span),
    newText,
  }));
}
