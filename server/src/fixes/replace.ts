import { excerpt } from '../base/excerpt';
import type { FixesFor } from './fix';

/** Writes another text in place of what is marked. */
export function replaceWith(
  text: string,
  { isGuess = false, isPreferred = true, title = `Change to \`${excerpt(text)}\`` } = {},
): FixesFor {
  return (_, { start, end }) => [
    {
      title,
      edits: [{ start, end, newText: text }],
      isSafe: !isGuess,
      isPreferred,
    },
  ];
}
