import type { CompletionItem } from 'vscode-languageserver-types';

/** An item before it is placed in the text. */
export interface Proposal {
  item: CompletionItem;
  /** Snippet text to insert. */
  insert: string;
  /** The values are limited: offer them as soon as the key is accepted. */
  thenSuggest?: boolean;
}
