import type { Span } from './nodes';

/** A span without the line breaks and other white space at its end; blocks run on to the next key. */
export function trimmed(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** Whether all of `inner` stands within `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Where a part of a value stands in its source; undefined when it is written otherwise there. */
export function spanOfPart(text: string, { start, end }: Span, part: string): Span | undefined {
  const from = text.slice(start, end).indexOf(part);
  return from < 0 ? undefined : { start: start + from, end: start + from + part.length };
}

/** Where something stands, without what it is. */
export function spanOf({ start, end }: Span): Span {
  return { start, end };
}
