import type { Span } from '../ast/nodes';
import type { Problem } from './syntaxErrors';

/** A text in which what stands around the spec is white space. */
export interface Around {
  text: string;
  problems: Problem[];
}

/** UTF-16 units above a spec in which something else is looked for. */
export const mostAround = 4_000;

/** A line that may be one of a spec. */
export const keyAnywhere = /^[ \t]*(?:- +)?["']?[a-z_]\w*["']?[ \t]*:(?:\s|$)/;

/** Makes a part of a text white space; its line breaks stay. */
export function blank(text: string, { start, end }: Span): string {
  return (
    text.slice(0, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ') + text.slice(end)
  );
}
