import { Document } from 'yaml';
import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import { escapeHidden } from '../../../shared/src/plainText';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { isObject, valueAt } from '../base/json';
import { keysOf, schemaAt } from '../schema/lookup';
import { SecretNames } from '../schema/secretName';
import { v1Path } from '../schema/v1Names';
import { choiceOfAgent } from './agentContent';
import { writtenValue } from './writtenValue';
import { layout, quoteWhereNeeded } from './yamlText';

/** A request body as a spec. */
export interface BodySpec {
  text: string;
  /** Names of the body that no spec may have: they are left out. */
  unknown: string[];
  /** The secrets of the body, by the names of the placeholders that stand for them. */
  secrets: Map<string, string>;
}

/**
 * A body of `POST /test_framework/v2/aiagents/` as the text of a spec that is sent as the same body. Names of the older API are
 * those of today; secrets become placeholders.
 */
export function bodySpec(body: JsonObject): BodySpec {
  const found: Pick<BodySpec, 'unknown'> = { unknown: [] };
  const today = withNamesOfToday(body, [], found);
  const choice = choiceOfAgent(today);
  const names = new SecretNames(choice);
  const converter = new Converter(choice, names, found);
  const { id, ...rest } = today;
  const spec = { ...(typeof id === 'number' && { id }), ...converter.map(rest, []) };
  const document = new Document(spec, { aliasDuplicateObjects: false });
  quoteWhereNeeded(document);
  return { text: escapeHidden(document.toString(layout)), ...found, secrets: names.named };
}

/** A map with the names of the older API at the places of today. What stands there already stays. */
function withNamesOfToday(
  map: JsonObject,
  path: Path,
  found: Pick<BodySpec, 'unknown'>,
): JsonObject {
  const known = new Set(keysOf(schemaAt(path, noChoice)));
  const today: JsonObject = {};
  const moved: [string, Path, JsonValue][] = [];
  for (const [key, value] of Object.entries(map)) {
    const to = known.has(key) ? undefined : v1Path(key, path);
    if (to === undefined) today[key] = itemsOfToday(value, [...path, key], found);
    else moved.push([key, to.slice(path.length), value]);
  }
  for (const [key, to, value] of moved) {
    if (valueAt(today, to) !== undefined || !put(today, to, value))
      found.unknown.push(nameOf([...path, key]));
  }
  return today;
}

const noChoice: Choice = { provider: '', chat: undefined, imports: false };

/** Only items of lists have names of the older API as well. */
function itemsOfToday(value: JsonValue, path: Path, found: Pick<BodySpec, 'unknown'>): JsonValue {
  if (!Array.isArray(value) || path.length > 1) return value;
  return value.map((item, index) =>
    isObject(item) ? withNamesOfToday(item, [...path, index], found) : item,
  );
}

/** Puts a value at a path, with the maps around it; false where something else than a map stands in the way. */
function put(root: JsonObject, path: Path, value: JsonValue): boolean {
  let map = root;
  for (const step of path.slice(0, -1)) {
    const inner = map[String(step)] ?? {};
    if (!isObject(inner)) return false;
    map[String(step)] = inner;
    map = inner;
  }
  map[String(path.at(-1))] = value;
  return true;
}

const nameOf = (path: Path) => path.join('.');

class Converter {
  constructor(
    private readonly choice: Choice,
    private readonly names: SecretNames,
    private readonly found: Pick<BodySpec, 'unknown'>,
  ) {}

  /** The keys that a spec may have, in the order of the schema; the user's own as they are. */
  map(map: JsonObject, path: Path): JsonObject {
    const schema = schemaAt(path, this.choice);
    const known = keysOf(schema);
    const isOpen = schema?.additionalProperties !== false && known.length === 0;
    const isOwn = isOpen || typeof schema?.additionalProperties === 'object';
    const isKept = (key: string) =>
      isOwn || (known.includes(key) && schemaAt([...path, key], this.choice)?.readOnly !== true);
    const order = (key: string) => (known.indexOf(key) + known.length + 1) % (known.length + 1);
    const keys = Object.keys(map);
    const unknown = keys.filter((key) => !isKept(key));
    this.found.unknown.push(...unknown.map((key) => nameOf([...path, key])));
    const kept = keys.filter(isKept);
    if (!isOwn) kept.sort((a, b) => order(a) - order(b));
    return Object.fromEntries(
      kept.map((key) => [key, this.value(map[key] ?? null, [...path, key])]),
    );
  }

  value(value: JsonValue, path: Path): JsonValue {
    if (Array.isArray(value)) return value.map((item, index) => this.value(item, [...path, index]));
    if (isObject(value)) return this.map(value, path);
    return writtenValue(value, path, this.choice, (place, secret) =>
      this.names.nameFor(place, secret),
    );
  }
}
