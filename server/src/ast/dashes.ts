import { columnOf } from '../base/lines';
import type { SequenceNode, Span } from './nodes';
import { trimmed } from './spans';

/** The dashes of a list in block style, one for each item, empty ones as well; none of a list in flow style. */
export function dashesOf(text: string, { start, items }: SequenceNode): Span[] {
  const column = columnOf(text, start);
  const nextDash = new RegExp(`^ {${column}}-(?=\\s|$)`, 'gm');
  const dashes: Span[] = [];
  let dash = start;
  for (const item of items) {
    if (text.charAt(dash) !== '-') break;
    dashes.push({ start: dash, end: dash + 1 });
    nextDash.lastIndex = item ? trimmed(text, item).end : dash + 1;
    const next = nextDash.exec(text);
    if (next === null) break;
    dash = next.index + column;
  }
  return dashes;
}
