import type { Choice } from '../ast/choice';
import { entry, nodeAt, type Path, type SpecNode } from '../ast/nodes';
import { memoize } from '../base/memoize';
import type { Schema } from './descriptions';
import { composed } from './generated/schemas';

/** What may stand at a path, given the types chosen; undefined where nothing may. */
export function schemaAt(path: Path, choice: Choice): Schema | undefined {
  let schema: Schema | undefined = composed.agent;
  for (const [depth, step] of path.entries()) {
    schema = schemaBelow(schema, step, path, depth + 1, choice);
    if (schema === undefined) return undefined;
  }
  return schema;
}

/** One step of `schemaAt`, for those that walk down the tree: what may stand at the first `depth` steps of a path. */
export function schemaBelow(
  parent: Schema,
  step: string | number,
  path: Path,
  depth: number,
  choice: Choice,
): Schema | undefined {
  const schema = childSchema(parent, step);
  // Only the maps of the provider and of its chat depend on the types chosen.
  if (schema === undefined || depth > 2 || path[0] !== 'provider') return schema;
  const addition =
    depth === 1
      ? providerAddition(choice)
      : path[1] === 'chat_agent_details'
        ? chatAddition(choice)
        : undefined;
  return addition === undefined ? schema : mergedWith(schema)(addition);
}

/** The keys that a map must have, given what it holds now. */
export function requiredKeys(schema: Schema, node: SpecNode | null): string[] {
  const branch =
    schema.if === undefined ? undefined : holds(schema.if, node) ? schema.then : schema.else;
  return [...(schema.required ?? []), ...(branch === undefined ? [] : requiredKeys(branch, node))];
}

/** The keys a map may have. */
export function keysOf(schema: Schema | undefined): string[] {
  return Object.keys(schema?.properties ?? {});
}

/** The values to choose from; not the empty text, which stands for none. */
export function choicesOf(schema: Schema): NonNullable<Schema['enum']> {
  return schema.enum?.filter((value) => value !== '') ?? [];
}

/** The types a value may have. */
export function typesOf(schema: Schema): string[] {
  return schema.type === undefined ? [] : [schema.type].flat();
}

/** A reference into `$defs` followed; annotations beside it win. */
export const dereference = memoize((schema: Schema): Schema => {
  const { $ref, ...beside } = schema;
  if ($ref === undefined) return schema;
  const target = composed.agent.$defs?.[$ref.replace('#/$defs/', '')];
  return { ...target, ...beside };
});

function childSchema(schema: Schema, step: string | number): Schema | undefined {
  if (typeof step === 'number') return schema.items && dereference(schema.items);
  const { properties = {} } = schema;
  const property = Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (property !== undefined) return dereference(property);
  return typeof schema.additionalProperties === 'object'
    ? dereference(schema.additionalProperties)
    : undefined;
}

function providerAddition({ provider, imports }: Choice): Schema {
  const schema = ownValue(composed.provider, provider) ?? composed.anyProvider;
  return withBranch(schema, imports ? schema.then : schema.else);
}

function chatAddition({ chat }: Choice): Schema {
  return ownValue(composed.chat, chat) ?? composed.anyChat;
}

/** What a table holds under a name that somebody wrote; names like `constructor` are in no table. */
export function ownValue<T>(table: Record<string, T>, name: string | undefined): T | undefined {
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A schema with what the branch of its `if` that holds asks of its properties. */
function withBranch(schema: Schema, branch: Schema | undefined): Schema {
  return branch === undefined ? schema : mergedWith(schema)(propertiesOf(branch));
}

const propertiesOf = memoize(({ properties = {} }: Schema): Schema => ({ properties }));

/** `merge` of two schemas, once for all lookups. */
const mergedWith = memoize((base: Schema) =>
  memoize((addition: Schema): Schema => merge(base, addition)),
);

/** Both schemas, and so for the properties that both have: an addition takes nothing away. */
function merge(base: Schema, addition: Schema): Schema {
  const added = Object.entries(addition.properties ?? {}).map(([key, property]) => {
    const known = base.properties?.[key];
    return [key, known === undefined ? property : merge(known, property)];
  });
  return {
    ...base,
    ...addition,
    properties: { ...base.properties, ...Object.fromEntries(added) },
    required: [...(base.required ?? []), ...(addition.required ?? [])],
  };
}

/** Whether an `if` of `schemas/` holds: they ask for values of keys, some levels deep. */
function holds(condition: Schema, node: SpecNode | null): boolean {
  const present = (condition.required ?? []).every((key) => entry(node, key) !== undefined);
  return (
    present &&
    Object.entries(condition.properties ?? {}).every(([key, wanted]) => {
      const value = nodeAt(node, [key]);
      if (value === null) return true;
      const written = value.kind === 'scalar' ? value.value : undefined;
      if (wanted.const !== undefined) return written === wanted.const;
      if (wanted.not?.enum !== undefined)
        return written === undefined || !wanted.not.enum.includes(written);
      return holds(wanted, value);
    })
  );
}
