import type { Span } from '../ast/nodes';
import type { Problem } from './syntaxErrors';

/** A text in which what does not belong to the spec is white space. */
export interface Around {
  text: string;
  problems: Problem[];
}

/** UTF-16 units above a spec in which something else is looked for. */
export const mostAround = 4_000;

/** A line that may be one of a spec. */
export const keyAnywhere = /^[ \t]*(?:- +)?["']?[a-z_]\w*["']?[ \t]*:(?:\s|$)/;

/** A text in which some parts, given in their order, are white space; line breaks stay, and so do offsets. */
export function blank(text: string, parts: readonly Span[]): string {
  let blanked = '';
  let from = 0;
  for (const { start, end } of parts) {
    blanked += text.slice(from, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ');
    from = end;
  }
  return blanked + text.slice(from);
}
