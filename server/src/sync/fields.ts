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
    Object.keys(sets).map((list) => {
      const items = member(agent, list);
      const held = Array.isArray(items) ? items : [];
      const names = namesAt([list])?.(held) ?? [];
      const named = held.flatMap((item, index) => {
        const id = member(item, 'id');
        return id === undefined || id === null ? [] : [[id, names[index] ?? ''] as const];
      });
      return [list, new Map(named)];
    }),
  );
}

/**
 * How the items of the list at a path are named, in their order; undefined where the order of a list counts. A second item of
 * a name has its number behind it.
 *
 * @param ids items with one of them have the names that they have in Cekura, whatever stands beside them
 */
export function namesAt(
  path: Path,
  ids: KnownIds = new Map(),
): ((items: readonly JsonValue[]) => string[]) | undefined {
  const list = path.filter((step) => typeof step === 'string').join('.');
  const nameOf = Object.hasOwn(sets, list) ? sets[list] : undefined;
  if (nameOf === undefined || typeof path.at(-1) === 'number') return undefined;
  return (items) => {
    const known = items.map((item) => knownName(item, ids.get(list)));
    const firstOf = new Map(known.map((name, index) => [name, index] as const).reverse());
    const free = freeNames(new Set(known));
    return items.map((item, index) => {
      const name = known[index];
      const isFirst = name !== undefined && firstOf.get(name) === index;
      return isFirst ? name : free(nameOf(item) ?? unnamed(item));
    });
  };
}

/** Gives each name once: later ones have their number behind them. */
function freeNames(taken: ReadonlySet<string | undefined>): (name: string) => string {
  const counts = new Map<string, number>();
  return (name) => {
    let count = (counts.get(name) ?? 0) + 1;
    while (taken.has(numbered(name, count))) count += 1;
    counts.set(name, count);
    return numbered(name, count);
  };
}

const numbered = (name: string, count: number) => (count === 1 ? name : `${name} (${count})`);

function knownName(item: JsonValue, ids: ReadonlyMap<JsonValue, string> | undefined) {
  const id = member(item, 'id');
  return id === undefined ? undefined : ids?.get(id);
}

/**
 * Changes of fields in an order in which each finds its item: without one of several items of a name, those behind it have
 * other names.
 */
export function lastRemovedFirst<Change>(
  changes: readonly Change[],
  isRemoved: (change: Change) => boolean,
): Change[] {
  const kept = changes.filter((change) => !isRemoved(change));
  return [...kept, ...changes.filter(isRemoved).reverse()];
}

function unnamed(item: JsonValue): string {
  const id = member(item, 'id');
  return id === undefined ? '' : `#${String(id)}`;
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
  const namesOf = Array.isArray(value) ? namesAt(path, ids) : undefined;
  if (Array.isArray(value) && namesOf !== undefined) {
    const names = namesOf(value);
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
