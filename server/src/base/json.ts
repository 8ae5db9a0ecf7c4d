import type { JsonObject, JsonValue } from '../../../shared/src/messages';

/** Whether a value is a map. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What an object has under a key of its own; undefined where it has none, or is no object. */
export function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path; undefined where nothing stands. */
export function valueAt(
  root: JsonValue,
  path: readonly (string | number)[],
): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, step) =>
      typeof step === 'number'
        ? Array.isArray(value)
          ? value[step]
          : undefined
        : member(value, step),
    root,
  );
}

/** JSON with the keys of all maps in one order: the same text for values that differ in that alone. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** A value with another one at a path of keys, with the maps around it. */
export function withValueAt(
  value: JsonObject,
  [key = '', ...rest]: readonly string[],
  change: JsonValue,
): JsonObject {
  const inner = member(value, key);
  const held = rest.length === 0 ? change : withValueAt(isObject(inner) ? inner : {}, rest, change);
  return { ...value, [key]: held };
}

/** What stands in a value, at the ends of its lists and maps, with where it stands. */
export function* leavesOf(
  value: JsonValue,
  path: (string | number)[] = [],
): Iterable<{ path: (string | number)[]; leaf: string | number | boolean | null }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* leavesOf(item, [...path, index]);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) yield* leavesOf(inner, [...path, key]);
  } else {
    yield { path, leaf: value };
  }
}
