import type { JsonObject, JsonValue } from '../../../shared/src/messages';

/** The JSON value that the text holds, or undefined when it is no JSON. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The members of an object whose JSON breaks off: those that stand there whole. undefined when it is no object. */
export function parseBeginning(text: string): JsonObject | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  const ends = memberEnds(text);
  const starts = [text.indexOf('{'), ...ends];
  const members = ends.map((end, index) => text.slice((starts[index] ?? 0) + 1, end));
  return Object.fromEntries(
    members.flatMap((member) => Object.entries(fields(parseJson(`{${member}}`)))),
  );
}

/** Where the members of the outermost object end, as far as they do. */
function memberEnds(text: string): number[] {
  const ends: number[] = [];
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\],]/gs)) {
    const isEnd = depth === 1 && (sign === ',' || sign === '}');
    if (isEnd) ends.push(index);
    if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
  }
  return ends;
}

/** The value as an object, `{}` when it is something else, so that its fields can be read. */
export function fields(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** The value as a text with something in it, else undefined. */
export function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() ? value : undefined;
}

/** The value as an id (a whole number above zero), else undefined. */
export function id(value: JsonValue | undefined): number | undefined {
  return Number.isSafeInteger(value) && typeof value === 'number' && value > 0 ? value : undefined;
}

const withoutZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

/**
 * The value, a date as ISO 8601 or an HTTP header writes it, in milliseconds since 1970, else undefined. Without a zone
 * it is UTC (inferred), wherever this machine is.
 */
export function time(value: JsonValue | undefined): number | undefined {
  const date = typeof value === 'string' && withoutZone.test(value) ? `${value}Z` : value;
  const parsed = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}
