import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import type { FieldName } from '../../../shared/src/sync';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { canonicalJson, isObject, member } from '../base/json';
import { hasKnownKeys } from './agentContent';

/** A part of a spec or an agent. */
export type Field = ValueField | MapField | SetField;

interface Placed {
  /** Where it stands in the JSON that it was read from. */
  path: Path;
}

/** A value that is compared as a whole. */
interface ValueField extends Placed {
  kind: 'value';
  value: JsonValue;
}

/** A map whose keys the schema knows, in their order. */
interface MapField extends Placed {
  kind: 'map';
  inner: ReadonlyMap<string, Field>;
}

/** A list whose items are found by what is in them, in their order. */
interface SetField extends Placed {
  kind: 'set';
  inner: ReadonlyMap<string, Field>;
}

/** How the items of a set are found: by the names that they have, or have in Cekura when they give their id. */
type NameOf = (item: JsonValue) => string | undefined;

const nameIn =
  (...keys: string[]): NameOf =>
  (item) => {
    const name = keys.map((key) => member(item, key)).find((value) => typeof value === 'string');
    return typeof name === 'string' ? name : undefined;
  };

/** The lists that Cekura replaces as wholes, by their keys without indexes, and what items are found by. */
const sets: Record<string, NameOf> = {
  mock_tools: nameIn('name'),
  'mock_tools.mock_data': (item) => canonicalJson(member(item, 'input') ?? null),
  dynamic_variables: nameIn('name'),
  knowledge_base_files: nameIn('file_name', 'name'),
};

/** The names that items with an id have in Cekura, by the key of their list. */
export type KnownIds = ReadonlyMap<string, ReadonlyMap<JsonValue, string>>;

/** The ids that an agent's items have, for specs that write them. */
export function idsOf(agent: JsonObject): KnownIds {
  return new Map(
    Object.entries(sets).map(([list, nameOf]) => {
      const items = member(agent, list);
      const named = (Array.isArray(items) ? items : []).flatMap((item) => {
        const [id, name] = [member(item, 'id'), nameOf(item)];
        return id === undefined || name === undefined ? [] : [[id, name] as const];
      });
      return [list, new Map(named)];
    }),
  );
}

/** How the items of the list at a path are named; undefined where the order of a list counts. */
export function namesAt(path: Path, ids: KnownIds = new Map()): NameOf | undefined {
  const list = path.filter((step) => typeof step === 'string').join('.');
  const nameOf = Object.hasOwn(sets, list) ? sets[list] : undefined;
  if (nameOf === undefined || typeof path.at(-1) === 'number') return undefined;
  return (item) => {
    const id = member(item, 'id');
    const known = id === undefined ? undefined : ids.get(list)?.get(id);
    return known ?? nameOf(item) ?? (id === undefined ? undefined : `#${String(id)}`);
  };
}

/** The names of the items of a list, in their order; a second one of the same name has its number behind it. */
export function itemNames(items: readonly JsonValue[], nameOf: NameOf): string[] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const name = nameOf(item) ?? '';
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/**
 * Takes a body or an agent's content apart.
 *
 * @param ids by which items with an id are found, whatever their names
 */
export function fieldsOf(content: JsonValue, choice: Choice, ids?: KnownIds): Field {
  return fieldAt(content, [], choice, ids);
}

function fieldAt(value: JsonValue, path: Path, choice: Choice, ids?: KnownIds): Field {
  const nameOf = Array.isArray(value) ? namesAt(path, ids) : undefined;
  if (Array.isArray(value) && nameOf !== undefined) {
    const names = itemNames(value, nameOf);
    const items = value.map((item, index): [string, Field] => [
      names[index] ?? '',
      fieldAt(item, [...path, index], choice, ids),
    ]);
    return { kind: 'set', path, inner: new Map(items) };
  }
  if (!isObject(value) || !hasKnownKeys(path, choice)) return { kind: 'value', path, value };
  const entries = Object.entries(value).map(([key, held]): [string, Field] => [
    key,
    fieldAt(held, [...path, key], choice, ids),
  ]);
  return { kind: 'map', path, inner: new Map(entries) };
}

/** The field of a name; undefined where there is none. */
export function fieldNamed(field: Field | undefined, name: FieldName): Field | undefined {
  return name.reduce<Field | undefined>((found, step) => innerOf(found)?.get(step), field);
}

/** What a map or a set holds, by name. */
export function innerOf(field: Field | undefined): ReadonlyMap<string, Field> | undefined {
  return field === undefined || field.kind === 'value' ? undefined : field.inner;
}

/** The JSON that a field was read from. */
export function jsonOf(field: Field): JsonValue {
  if (field.kind === 'value') return field.value;
  const held = [...field.inner].map(([name, inside]): [string, JsonValue] => [
    name,
    jsonOf(inside),
  ]);
  return field.kind === 'map' ? Object.fromEntries(held) : held.map(([, item]) => item);
}
