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

/** The same for a text that needs no quotes; it has double quotes where the one that is marked has. */
export function replaceText(text: string, options: ReplaceOptions = {}): FixesFor {
  const title = { title: `Change to \`${text}\`` };
  return (document, mistake) => {
    const isQuoted = document.text.charAt(mistake.start) === '"';
    return replaceWith(isQuoted ? JSON.stringify(text) : text, { ...title, ...options })(
      document,
      mistake,
    );
  };
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
