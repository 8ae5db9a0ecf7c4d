import type { CompletionItem } from 'vscode-languageserver-types';

/** An item before it is placed in the text. */
export interface Proposal {
  item: CompletionItem;
  /** Snippet text, its lines indented as if it began at the margin. */
  insert: string;
  /** It goes on a line of its own, a level deeper than the key at the cursor. */
  isBelow?: boolean;
  /** The values are limited: offer them as soon as the key is accepted. */
  thenSuggest?: boolean;
}
