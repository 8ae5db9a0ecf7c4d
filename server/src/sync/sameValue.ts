import { createHash } from 'node:crypto';
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
  const schema = isOwnData(path) ? undefined : schemaAt(path, choice);
  const isDigest = (value?: JsonValue) => typeof value === 'string' && value.startsWith(digestSign);
  if (isDigest(one) !== isDigest(other)) {
    const [digest, value] = isDigest(one) ? [one, other] : [other, one];
    return digest === digestOf(value, schema);
  }
  return isSameValue(one, other, schema);
}

/** What is kept of a value that may not be: it is the same for values that are the same at a path. */
export function digestAt(path: Path, value: JsonValue, choice: Choice): string {
  return digestOf(value, isOwnData(path) ? undefined : schemaAt(path, choice));
}

const digestSign = 'same as sha256:';

function digestOf(value: JsonValue | undefined, schema: Schema | undefined): string {
  const text = canonicalJson(plainValue(value, schema));
  return digestSign + createHash('sha256').update(text).digest('hex');
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
