import { quote } from '../request/quote';
import type { FixesFor } from './fix';

/**
 * Writes another text in place of what is marked.
 * @param title by default the text, without what is secret in it
 */
export function replaceWith(
  text: string,
  { isGuess = false, isPreferred = true, title }: ReplaceOptions = {},
): FixesFor {
  return (document, { start, end, path }) => [
    {
      title: title ?? `Change to ${quote(document, path, text)}`,
      edits: [{ start, end, newText: text }],
      isSafe: !isGuess,
      isPreferred,
    },
  ];
}

interface ReplaceOptions {
  isGuess?: boolean;
  isPreferred?: boolean;
  title?: string;
}
