import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import type { ChangedBy, Comparison, Difference, FieldName } from '../../../shared/src/sync';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { member } from '../base/json';
import { schemaAt, typesOf } from '../schema/lookup';
import { contentOf } from './agentContent';
import { type Unread, unreadAt, withoutSecrets } from './comparable';
import { type Field, fieldsOf, idsOf, innerOf, jsonOf, namesAt } from './fields';
import { isSameAt } from './sameValue';

/** What is compared. */
export interface Sides {
  /** The spec, as `comparable` gives it. */
  here: JsonObject;
  /** What both sides had in common last, in the same shape; undefined when that is not known. */
  base?: JsonObject | undefined;
  /** The agent as Cekura answers it. */
  agent: JsonObject;
  /** The types that the spec chooses. */
  choice: Choice;
  /** Where the spec has texts that need a secret. */
  secretPaths?: ReadonlySet<string>;
  /** Where the spec has texts that the environment has a part in. */
  envPaths?: readonly Path[];
}

/**
 * Compares what a spec writes with what its agent has. Fields that the spec does not write are nobody's business: they are
 * never differences. The prompt of an agent that follows its platform's belongs to the platform.
 */
export function compare({ here, base, agent, choice, secretPaths }: Sides): Comparison {
  const ids = idsOf(agent);
  const found = nothingFound();
  const there = fieldsOf(withTopLevelNames(contentOf(agent), here), choice, ids);
  const walk = new Walk(found, choice, base !== undefined, secretPaths ?? new Set());
  const sides = { here: fieldsOf(here, choice, ids), there };
  const known = base === undefined ? {} : { base: fieldsOf(base, choice, ids) };
  const isFollowed = followsPlatform(here, agent);
  walk.map([], { ...sides, ...known }, isFollowed ? ['description'] : []);
  if (isFollowed) found.overruled.push(...changedPrompt({ here, base, agent, choice }));
  return found;
}

/** Whether the platform writes the agent's prompt (`auto_sync_prompt`, every 30 s by Cekura's docs). */
function followsPlatform(...sides: JsonObject[]): boolean {
  return sides.some((side) => member(member(side, 'provider'), 'auto_sync_prompt') === true);
}

/** The prompt, where a spec says another one than before and than the agent has. */
function changedPrompt({ here, base, agent, choice }: Sides): FieldName[] {
  const [now, before, there] = [here, base, agent].map((side) => side?.description);
  const isSame = (other: JsonValue | undefined) => isSameAt(['description'], now, other, choice);
  const isChanged = now !== undefined && before !== undefined && !isSame(before) && !isSame(there);
  return isChanged ? [['description']] : [];
}

/** Fields that a spec may write at the top level, and that Cekura answers below `telephony` (contract, examples). */
const topLevelNames = ['inbound', 'phone_number'];

/** An agent's content with the names that a spec uses for it. */
export function withTopLevelNames(content: JsonObject, here: JsonObject): JsonObject {
  const moved = topLevelNames
    .filter((key) => Object.hasOwn(here, key) && !Object.hasOwn(content, key))
    .map((key) => [key, member(content.telephony, key) ?? null] as const);
  return { ...content, ...Object.fromEntries(moved) };
}

const nothingFound = (): Comparison => ({
  differences: [],
  dropped: [],
  clearable: [],
  overruled: [],
  unknown: [],
  unmanaged: [],
});

interface Triple {
  here?: Field | undefined;
  there?: Field | undefined;
  base?: Field | undefined;
  /** Cekura does not answer what holds it. */
  isHeldBack?: boolean;
}

class Walk {
  constructor(
    private readonly found: Comparison,
    private readonly choice: Choice,
    private readonly hasBase: boolean,
    private readonly secretPaths: ReadonlySet<string>,
  ) {}

  map(name: FieldName, triple: Triple, skipped: readonly string[] = []): void {
    const [here, there, base] = [triple.here, triple.there, triple.base].map(innerOf);
    const isHeldBack = triple.isHeldBack === true || isHeldBackIn(triple);
    for (const [key, inner] of here ?? []) {
      if (skipped.includes(key)) continue;
      const inside = { here: inner, there: there?.get(key), base: base?.get(key), isHeldBack };
      this.field([...name, key], inside);
    }
    const isGone = ([key, before]: [string, Field]) =>
      !here?.has(key) &&
      !skipped.includes(key) &&
      (isHeldBack || this.saysSomething(there?.get(key)) || this.unread(before) === 'secret');
    const isUnmanaged = ([key, inner]: [string, Field]) =>
      !here?.has(key) && this.saysSomething(inner);
    const namesOf = (entries: [string, Field][]) => entries.map(([key]) => [...name, key]);
    const isClearable = ([, { path, kind }]: [string, Field]) =>
      kind === 'set' || typesOf(schemaAt(path, this.choice) ?? {}).includes('null');
    const dropped = [...(base ?? [])].filter(isGone);
    this.found.dropped.push(...namesOf(dropped));
    this.found.clearable.push(...namesOf(dropped.filter(isClearable)));
    this.found.unmanaged.push(...namesOf([...(there ?? [])].filter(isUnmanaged)));
  }

  private field(name: FieldName, triple: Triple): void {
    const { here, there } = triple;
    const unread = this.unread(here);
    const isThere = there?.kind !== 'value' || there.value === null;
    if (unread === 'action' || (here !== undefined && !this.isCompared(here.path))) return;
    if (unread !== undefined) this.unreadField(name, unread, triple);
    else if (here?.kind === 'set' && isThere) this.set(name, triple);
    else if (here?.kind === 'map' && isThere) this.map(name, triple);
    else this.value(name, triple);
  }

  /** Whether Cekura knows a key, and not only to find its item. */
  private isCompared(path: Path): boolean {
    return !isFoundBy(path) && schemaAt(path, this.choice) !== undefined;
  }

  /** What Cekura does not answer can only be compared with what was sent. */
  private unreadField(name: FieldName, unread: Exclude<Unread, 'action'>, triple: Triple): void {
    const { here, base } = triple;
    const isKnown = base !== undefined && here !== undefined;
    if (!this.hasBase) this.found.unknown.push(name);
    else if (!isKnown || !isSameAt(here.path, jsonOf(here), jsonOf(base), this.choice))
      this.found.differences.push({ field: name, changed: 'here', unread });
  }

  private set(name: FieldName, { here, there, base }: Triple): void {
    const [inHere, inThere, inBase] = [here, there, base].map(innerOf);
    for (const item of new Set([...(inHere?.keys() ?? []), ...(inThere?.keys() ?? [])])) {
      const triple = {
        here: inHere?.get(item),
        there: inThere?.get(item),
        base: inBase?.get(item),
      };
      if (triple.here !== undefined && triple.there !== undefined) {
        this.field([...name, item], triple);
      } else {
        this.item([...name, item], triple);
      }
    }
  }

  /** An item that one side lacks. */
  private item(name: FieldName, triple: Triple): void {
    const { here, there, base } = triple;
    const left = here ?? there;
    const isSame =
      base && left && this.isSame(base, left) && (here === undefined || this.isSame(here, base));
    const changed = base === undefined ? (here ? 'here' : 'there') : here ? 'there' : 'here';
    this.found.differences.push({
      field: name,
      changed: !this.hasBase ? 'unknown' : base && !isSame ? 'both' : changed,
      ...this.valuesOf(triple),
      isItem: true,
    });
  }

  private value(name: FieldName, triple: Triple): void {
    const { here, there, base, isHeldBack } = triple;
    if (isHeldBack) {
      this.unreadField(name, 'unread', triple);
      return;
    }
    const [a, b, c] = [here, there, base].map((field) => field && this.shown(field));
    const { path } = here ?? { path: [] };
    const isSame = (one?: JsonValue, other?: JsonValue) => isSameAt(path, one, other, this.choice);
    if (isSame(a, b)) return;
    this.found.differences.push({
      field: name,
      changed: this.changedBy(isSame(a, c), isSame(b, c), base),
      ...this.valuesOf(triple),
    });
  }

  private changedBy(isAsBefore: boolean, isThereAsBefore: boolean, base?: Field): ChangedBy {
    if (!this.hasBase) return 'unknown';
    // It was written after both were the same: what Cekura had then is not known, unless that is nothing.
    if (base === undefined) return isThereAsBefore ? 'here' : 'unknown';
    if (isAsBefore) return 'there';
    return isThereAsBefore ? 'here' : 'both';
  }

  /** Whether one side has all that another one says. */
  private isSame(base: Field, side: Field): boolean {
    const inner = new Walk(nothingFound(), this.choice, false, this.secretPaths);
    inner.field([], { here: base, there: side });
    return inner.found.differences.length === 0;
  }

  private unread(field: Field | undefined): Unread | undefined {
    if (field === undefined) return undefined;
    return this.secretPaths.has(field.path.join('.'))
      ? 'secret'
      : unreadAt(field.path, this.choice);
  }

  private shown(field: Field): JsonValue {
    return withoutSecrets(jsonOf(field), field.path, this.choice);
  }

  private valuesOf({ here, there }: Triple): Pick<Difference, 'here' | 'there'> {
    return {
      ...(here && { here: this.shown(here) }),
      ...(there && { there: this.shown(there) }),
    };
  }

  private saysSomething(field: Field | undefined): boolean {
    return field !== undefined && !isSameAt(field.path, jsonOf(field), undefined, this.choice);
  }
}

/** Whether a key is but another way to find its item. */
function isFoundBy(path: Path): boolean {
  const [list, , key, ...deeper] = path;
  if (namesAt([list ?? '']) === undefined || deeper.length > 0) return false;
  return key === 'id' || (list === 'knowledge_base_files' && key === 'name');
}

/** Whether Cekura does not answer what a map has: credentials and settings of platforms come back as what is configured, if at all. */
export function isHeldBackIn({ here, there }: Pick<Triple, 'here' | 'there'>): boolean {
  const [first, part, ...deeper] = here?.path ?? [];
  const isSettings = part === 'credentials' || deeper.length > 0;
  return first === 'provider' && isSettings && innerOf(there) === undefined;
}
