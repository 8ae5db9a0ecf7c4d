import type { Span, SpecNode } from '../ast/nodes';
import { eachItem } from '../ast/positioned';
import { listIn } from './listItems';

/** A text by which items of a list are told apart. */
export interface Identity extends Span {
  value: string;
}

/** An item that says what one before it says. */
export interface Duplicate extends Identity {
  index: number;
  /** Where the same text stands first. */
  first: Span;
  /** Where each text stands first. */
  places: ReadonlyMap<string, Span>;
}

/**
 * The items of a list that say what another says already.
 * @param identityOf an item as it was read; asked often, so it should remember
 */
export function duplicatesIn(
  holder: SpecNode | null,
  list: string,
  identityOf: (item: SpecNode) => Identity | null,
): Duplicate[] {
  const node = listIn(holder, list);
  if (node === undefined) return [];
  const places = new Map<string, Span>();
  const found: Duplicate[] = [];
  eachItem(node, (item, shift, index) => {
    const identity = item && identityOf(item);
    if (identity === null) return;
    const { value } = identity;
    const span = { start: identity.start + shift, end: identity.end + shift };
    const first = places.get(value);
    if (first === undefined) places.set(value, span);
    else found.push({ ...span, value, index, first, places });
  });
  return found;
}
