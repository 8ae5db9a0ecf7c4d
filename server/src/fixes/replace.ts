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
      edits: [{ start, end: endOf(document.text, end), newText: text }],
      isSafe: !isGuess,
      isPreferred,
    },
  ];
}

/** A block scalar ends behind its last line break, which stays. */
function endOf(text: string, end: number): number {
  let last = end;
  while (/[\r\n]/.test(text.charAt(last - 1))) last -= 1;
  return last;
}

interface ReplaceOptions {
  isGuess?: boolean;
  isPreferred?: boolean;
  title?: string;
}
