/** A JSON object whose values are not known yet. */
export type Fields = Record<string, unknown>;

/** Whether a value is a JSON object (no list, no null). */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON objects of a list; nothing when the value is no list. */
export function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The value when it is a JSON object, else an empty one. */
export function asFields(value: unknown): Fields {
  return isFields(value) ? value : {};
}
