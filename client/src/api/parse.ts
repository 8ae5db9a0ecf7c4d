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
  const whole: JsonObject = {};
  let [depth, start, inText] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '"') inText = !inText;
    else if (inText) continue;
    else if (sign === '{' || sign === '[') {
      depth++;
      if (depth === 1) start = at + 1;
    } else if (sign === '}' || sign === ']' || (sign === ',' && depth === 1)) {
      if (depth === 1) {
        Object.assign(whole, fields(parseJson(`{${text.slice(start, at)}}`)));
        start = at + 1;
      }
      if (sign !== ',') depth--;
    }
  }
  return text.trimStart().startsWith('{') ? whole : undefined;
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
