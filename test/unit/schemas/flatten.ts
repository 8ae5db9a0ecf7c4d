import type { Schema } from '../../../server/src/schema/descriptions';

/** A schema of the contract or of ours. */
export type AnySchema = Omit<Schema, 'type' | 'properties' | 'items' | 'allOf'> & {
  type?: string | string[];
  properties?: Record<string, AnySchema>;
  items?: AnySchema;
  allOf?: AnySchema[];
  oneOf?: AnySchema[];
  writeOnly?: boolean;
};

/** Path (`mock_tools[].name`) → aspect (`type`, `enum`, …) → all values that are said of it. */
export type Facts = Map<string, Map<string, Set<string>>>;

const structure = ['properties', 'items', '$ref', 'allOf', 'oneOf', 'then', 'else'] as const;
const aspects = ['type', 'enum', 'default', 'maxLength', 'minimum', 'readOnly'] as const;

/**
 * Adds to `facts` what a schema says of `path` and of each path under it, and returns them. A key is
 * `required` when it is in some case (`then`, `else`). `follow` gives the schema a `$ref` names.
 */
export function flatten(
  schema: AnySchema,
  path: string,
  facts: Facts,
  follow: (ref: string) => AnySchema,
): Facts {
  const nested = (inner: AnySchema, at: string) => flatten(inner, at, facts, follow);
  if (![...structure, 'type', 'enum', 'required'].some((keyword) => keyword in schema)) {
    add(facts, path, 'type', 'any');
  }
  for (const aspect of aspects) {
    for (const value of [schema[aspect] ?? []].flat()) add(facts, path, aspect, String(value));
  }
  for (const key of schema.required ?? []) add(facts, join(path, key), 'required', 'yes');
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    nested(property, join(path, key));
  }
  if (schema.items !== undefined) nested(schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === 'object') {
    nested(schema.additionalProperties, join(path, '*'));
  }
  if (schema.$ref !== undefined) nested(follow(schema.$ref), path);
  const branches = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), schema.then, schema.else];
  for (const branch of branches) if (branch !== undefined) nested(branch, path);
  return facts;
}

function add(facts: Facts, path: string, aspect: string, value: string): void {
  const fact = facts.get(path) ?? new Map<string, Set<string>>();
  facts.set(path, fact.set(aspect, (fact.get(aspect) ?? new Set()).add(value)));
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/**
 * What differs, one line each: `path: not in the contract`, or what only the contract says of an
 * aspect → what only we say (`path: type any → array`). Under a path that one side lacks, nothing
 * more is told.
 */
export function compare(theirs: Facts, ours: Facts): Set<string> {
  const common = [...theirs.keys()].filter((path) => ours.has(path));
  return new Set([
    ...onlyIn(theirs, ours).map((path) => `${path}: only in the contract`),
    ...onlyIn(ours, theirs).map((path) => `${path}: not in the contract`),
    ...common.flatMap((path) =>
      [...aspects, 'required'].flatMap((aspect) => {
        const before = theirs.get(path)?.get(aspect) ?? new Set();
        const after = ours.get(path)?.get(aspect) ?? new Set();
        const [gone, come] = [without(before, after), without(after, before)];
        return gone === come ? [] : [`${path}: ${aspect} ${gone} → ${come}`];
      }),
    ),
  ]);
}

function onlyIn(from: Facts, other: Facts): string[] {
  return [...from.keys()].filter((path) => {
    const parent = path.replace(/(\[\]|\.?[^.[\]]+)$/, '');
    return !other.has(path) && (parent === '' || other.has(parent));
  });
}

function without(values: Set<string>, others: Set<string>): string {
  return [...values].filter((value) => !others.has(value)).join(', ') || 'none';
}
