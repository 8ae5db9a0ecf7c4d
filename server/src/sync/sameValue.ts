import type { JsonValue } from '../../../shared/src/messages';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { canonicalJson } from '../base/json';
import type { Schema } from '../schema/descriptions';
import { schemaAt, typesOf } from '../schema/lookup';

/** Whether the field at a path says the same in two places. */
export function isSameAt(
  path: Path,
  one: JsonValue | undefined,
  other: JsonValue | undefined,
  choice: Choice,
): boolean {
  return isSameValue(one, other, isOwnData(path) ? undefined : schemaAt(path, choice));
}

/** Whether what stands at a path is mock data: the user's own, of which Cekura keeps every character. */
export function isOwnData(path: Path): boolean {
  return path.slice(0, -1).includes('mock_data');
}

/**
 * Whether a field says the same in two places. No differences are: a default and nothing, the order of keys and of lists of
 * short values, line ends, and blanks around a text, which servers of this kind take away (inferred).
 *
 * @param schema of the field; undefined for the user's own data, in which every character counts
 */
function isSameValue(
  one: JsonValue | undefined,
  other: JsonValue | undefined,
  schema: Schema | undefined,
): boolean {
  const [a, b] = [plainValue(one, schema), plainValue(other, schema)];
  return a === b || canonicalJson(a) === canonicalJson(b);
}

function plainValue(value: JsonValue | undefined, schema: Schema | undefined): JsonValue {
  // An empty type is none.
  const isNothing = value === undefined || value === null || (value === '' && schema?.enum);
  if (isNothing) return schema?.default ?? null;
  if (schema === undefined) return value;
  const types = typesOf(schema);
  if (typeof value === 'string' && types.includes('string')) return withoutEnds(value);
  if (Array.isArray(value) && types.includes('array')) {
    if (value.length === 0) return null;
    if (schema.items?.type === 'string') return value.map(String).sort();
  }
  return value;
}

/** A text without what says nothing: blanks around it, and how its lines end. */
export function withoutEnds(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
