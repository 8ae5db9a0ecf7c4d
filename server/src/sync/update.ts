import type { JsonObject, JsonValue, SpecRequest } from '../../../shared/src/messages';
import { needsSecret } from '../../../shared/src/needsSecret';
import type { Difference, FieldName, Update } from '../../../shared/src/sync';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { isObject, leavesOf, member, valueAt, withValueAt } from '../base/json';
import { isSecretPlace } from '../placeholders/secretPlaces';
import { schemaAt } from '../schema/lookup';
import { contentOf, hasKnownKeys } from './agentContent';
import { secretTemplatePaths, unreadAt } from './comparable';
import {
  type Field,
  fieldNamed,
  fieldsOf,
  idsOf,
  innerOf,
  type KnownIds,
  lastRemovedFirst,
  namesAt,
} from './fields';
import { lostSecrets, mayBeLost } from './heldSecrets';
import { inexactNumbers } from './inexactNumbers';

/** What an update is made of. */
export interface UpdateParts {
  templates: SpecRequest['templates'];
  /** The request's body with its placeholders in place, but for those that need a secret. */
  filled: JsonObject;
  /** The agent as Cekura answers it now. */
  agent: JsonObject;
  choice: Choice;
  differences: readonly Difference[];
  /** Fields that the spec wrote earlier and no longer does. */
  dropped: readonly FieldName[];
  /** Which of the differences are sent. */
  isSent: (difference: Difference) => boolean;
  /** Whether all secrets that the spec writes are sent as well, changed or not. */
  withSecrets: boolean;
}

/**
 * The smallest update that brings an agent in step with a spec. Sets are put together of what the agent has now and of the
 * changes, so that nothing is lost that the spec does not write; of `provider`, credentials and chat are sent as wholes or
 * not at all, as their secrets would be lost with a part of them.
 */
export function updateFor(parts: UpdateParts): Update {
  const { templates, filled, differences, isSent, withSecrets } = parts;
  const sent = differences.filter(isSent);
  const secrets = withSecrets ? secretPaths(parts) : [];
  const units = new Map(
    [...sent.map(({ field }) => field), ...secrets.map((path) => path.map(String))].map((field) => {
      const unit = unitOf(field);
      return [unit.join('.'), unit];
    }),
  );
  const builder = new Body(parts, sent, secrets);
  const body = [...units.values()].reduce<JsonObject>(
    (whole, unit) => withValueAt(whole, unit, builder.valueOf(unit)),
    {},
  );
  const isMissing = ({ isItem, here, unread }: Difference) =>
    isItem === true && here === undefined && unread === undefined;
  const lost = lostSecrets(body, parts.agent, parts);
  return {
    body,
    templates: templates.filter(
      (template) =>
        needsSecret(template) &&
        valueAt(body, template.path) !== undefined &&
        valueAt(body, template.path) === valueAt(filled, template.path),
    ),
    deletions: sent.filter(isMissing).map(({ field }) => field),
    inexact: inexactNumbers(body),
    lostSecrets: lost,
    mayBeLost: mayBeLost(body, parts.agent, { choice: parts.choice, lost }),
    sharedTools: sharedTools(parts.agent, sent),
    unsettled: differences.filter(
      (each) => !isSent(each) && units.has(unitOf(each.field).join('.')),
    ),
  };
}

/** Where a spec writes secrets, as placeholders or not. */
function secretPaths({ filled, templates, choice }: UpdateParts): Path[] {
  const placeholders = secretTemplatePaths(templates);
  return [...leavesOf(filled)]
    .filter(({ leaf }) => leaf !== null)
    .filter(({ path }) => placeholders.has(path.join('.')) || isSecretPlace(path, choice))
    .map(({ path }) => path);
}

/** What goes as a whole: a set, `provider`, or else a field, which below `telephony` is one by itself. */
function unitOf([first = '', second]: FieldName): FieldName {
  return first === 'telephony' && second !== undefined ? [first, second] : [first];
}

class Body {
  readonly #here: Field;
  readonly #ids: KnownIds;
  readonly #there: JsonObject;

  constructor(
    private readonly parts: UpdateParts,
    private readonly sent: readonly Difference[],
    private readonly secrets: readonly Path[],
  ) {
    this.#ids = idsOf(parts.agent);
    this.#here = fieldsOf(parts.filled, parts.choice, this.#ids);
    this.#there = contentOf(parts.agent);
  }

  valueOf(unit: FieldName): JsonValue {
    const [first = ''] = unit;
    if (namesAt([first]) !== undefined) return this.#set(first);
    if (first === 'provider') return this.#provider();
    const written = valueAt(this.parts.filled, unit) ?? null;
    return merged(valueAt(this.#there, unit), written, unit, this.parts.choice);
  }

  #set(list: string): JsonValue {
    const items = this.#knownItems(list);
    const changes = this.sent.filter(({ field }) => field[0] === list);
    const isRemoved = ({ field }: Difference) => this.#sendable(field) === undefined;
    const changed = lastRemovedFirst(changes, isRemoved).reduce<JsonValue>((value, { field }) => {
      // A file's content cannot be changed: another file takes its place.
      const whole = list === 'knowledge_base_files' ? field.slice(0, 2) : field;
      return changedAt(value, [list], whole.slice(1), this.#sendable(whole), this.#ids);
    }, items);
    return Array.isArray(changed) ? changed.map(asKept(list)) : changed;
  }

  /** The items that Cekura has, with their ids, and with what the spec writes of what Cekura never gives back. */
  #knownItems(list: string): JsonValue[] {
    const raw = this.parts.agent[list];
    const content = this.#there[list];
    if (!Array.isArray(raw) || !Array.isArray(content)) return [];
    const names = namesAt([list], this.#ids)?.(content) ?? [];
    return content.map((item, index) => {
      const id = member(raw[index], 'id');
      const written = fieldNamed(this.#here, [list, names[index] ?? '']);
      const unread = [...(innerOf(written) ?? [])].flatMap(([key, { path }]) =>
        unreadAt(path, this.parts.choice) === 'unread'
          ? [[key, valueAt(this.parts.filled, path) ?? null] as const]
          : [],
      );
      return {
        ...(id !== undefined && { id }),
        ...(isObject(item) && item),
        ...Object.fromEntries(unread),
      };
    });
  }

  #sendable(field: FieldName): JsonValue | undefined {
    const path = fieldNamed(this.#here, field)?.path;
    return path === undefined ? undefined : valueAt(this.parts.filled, path);
  }

  /** All that the spec writes of it, and what it does not write but in credentials and chat. */
  #provider(): JsonValue {
    const { filled, choice } = this.parts;
    const written = isObject(filled.provider) ? filled.provider : {};
    const known = this.#knownProvider();
    const isKept = ([key, value]: [string, JsonValue]) => {
      const isAction = unreadAt(['provider', key], choice) === 'action';
      const isLeft = isObject(value) && !(Object.hasOwn(written, key) && this.#isTouched(key));
      return !isAction && !isLeft;
    };
    const whole = (provider: JsonObject) =>
      Object.fromEntries(Object.entries(provider).filter(isKept));
    if (this.#isSent('provider.type')) return whole(written);
    // Of a chat of another type nothing is left.
    const isLeft = ([key]: [string, JsonValue]) => !this.#isSent(`provider.${key}.type`);
    const left = Object.fromEntries(Object.entries(whole(known)).filter(isLeft));
    return merged(left, whole(written), ['provider'], choice);
  }

  /** What Cekura has, in credentials and chat also by keys that are not known here: they would be lost. */
  #knownProvider(): JsonObject {
    const { choice, agent } = this.parts;
    const known = isObject(this.#there.provider) ? this.#there.provider : {};
    const parts = Object.keys(known)
      .filter((key) => isObject(known[key]))
      .map((key) => [key, sendable(valueAt(agent, ['provider', key]), ['provider', key], choice)]);
    return { ...known, ...Object.fromEntries(parts) };
  }

  #isSent(name: string): boolean {
    return this.sent.some(({ field }) => field.join('.') === name);
  }

  /**
   * Whether something is sent in credentials or chat: untouched, Cekura keeps them with their secrets. Another provider has
   * credentials of its own.
   */
  #isTouched(key: string): boolean {
    if (key === 'credentials' && this.#isSent('provider.type')) return true;
    const isIn = (path: readonly (string | number)[]) => path[0] === 'provider' && path[1] === key;
    return this.sent.some(({ field }) => isIn(field)) || this.secrets.some(isIn);
  }
}

/** What Cekura answers of a map, without what it works out by itself. */
function sendable(value: JsonValue | undefined, path: Path, choice: Choice): JsonValue {
  if (!isObject(value) || !hasKnownKeys(path, choice)) return value ?? null;
  const isSettable = ([key]: [string, JsonValue]) => {
    const schema = schemaAt([...path, key], choice);
    // What stands in the place of a secret is not the secret.
    const isSecret = schema?.['x-secret'] === true;
    return !key.endsWith('_configured') && schema?.readOnly !== true && !isSecret;
  };
  const inner = Object.entries(value).filter(isSettable);
  return Object.fromEntries(
    inner.map(([key, held]) => [key, sendable(held, [...path, key], choice)]),
  );
}

/** What a spec writes over what Cekura has, map by map. */
function merged(
  there: JsonValue | undefined,
  here: JsonValue,
  path: Path,
  choice: Choice,
): JsonValue {
  if (!isObject(there) || !isObject(here) || !hasKnownKeys(path, choice)) return here;
  const written = Object.entries(here).map(([key, value]): [string, JsonValue] => [
    key,
    merged(there[key], value, [...path, key], choice),
  ]);
  return { ...there, ...Object.fromEntries(written) };
}

/** What Cekura already has stays by its id alone. */
function asKept(list: string): (item: JsonValue) => JsonValue {
  return (item) => {
    const id = member(item, 'id');
    const isKeptFile = list === 'knowledge_base_files' && id !== undefined;
    return isKeptFile && member(item, 'content_base64') === undefined ? { id } : item;
  };
}

/** A value with another one in the place of a name in it; undefined takes out what is there. */
function changedAt(
  value: JsonValue | undefined,
  path: Path,
  [step, ...rest]: FieldName,
  change: JsonValue | undefined,
  ids: KnownIds,
): JsonValue {
  if (step === undefined) return change ?? null;
  const namesOf = namesAt(path, ids);
  if (namesOf !== undefined) {
    const items = Array.isArray(value) ? value : [];
    const index = namesOf(items).indexOf(step);
    if (index < 0) return change === undefined ? items : [...items, change];
    if (rest.length === 0 && change === undefined) return items.toSpliced(index, 1);
    return items.with(index, changedAt(items[index], [...path, index], rest, change, ids));
  }
  const held = isObject(value) ? value : {};
  return { ...held, [step]: changedAt(held[step], [...path, step], rest, change, ids) };
}

/** Tools of other agents as well that an update changes (`is_shared`, later docs). */
function sharedTools(agent: JsonObject, sent: readonly Difference[]): string[] {
  const touched = new Set(
    sent.filter(({ field }) => field[0] === 'mock_tools').map(({ field }) => field[1]),
  );
  const tools = Array.isArray(agent.mock_tools) ? agent.mock_tools : [];
  return tools.flatMap((tool) => {
    const name = member(tool, 'name');
    const isShared = member(tool, 'is_shared') === true && typeof name === 'string';
    return isShared && touched.has(name) ? [name] : [];
  });
}
