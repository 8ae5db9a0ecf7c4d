import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import { memoize } from '../base/memoize';

/** A part of the text: UTF-16 offsets, `end` is the first that no longer belongs to it. */
export interface Span {
  start: number;
  end: number;
}

/** What the text says, as far as it can be understood. */
export type SpecNode = MapNode | SequenceNode | ScalarNode | AliasNode;

/** What every node has beside its text. */
interface Written extends Span {
  /** `&name` before the node, without the sign. */
  anchor?: Anchor;
  /** The tag before the node, as the YAML library names it: `!local`, or `tag:yaml.org,2002:` and a name. */
  tag?: string;
}

/** The name that aliases call a node by, at its place. */
export interface Anchor extends Span {
  name: string;
}

export interface MapNode extends Written {
  kind: 'map';
  flow: boolean;
  entries: Entry[];
  /** Something written in it was not understood, so what seems to be missing may stand there. */
  incomplete: boolean;
}

export interface Entry {
  /** Its value is null where a list, a map or a lost alias stands in its place. */
  key: ScalarNode;
  /** `*name` written as the key: `key` is what it stands for, where it is written. */
  keyAlias?: AliasNode;
  /** Null when nothing is written after the colon. */
  value: SpecNode | null;
  /** A syntax error stands in it: nothing in it is checked. */
  broken: boolean;
}

export interface SequenceNode extends Written {
  kind: 'sequence';
  flow: boolean;
  items: (SpecNode | null)[];
}

export interface ScalarNode extends Written {
  kind: 'scalar';
  value: string | number | boolean | null;
  style: 'plain' | 'single' | 'double' | 'block';
}

export interface AliasNode extends Written {
  kind: 'alias';
  name: string;
  target: SpecNode | null;
}

/** Keys and list indexes from the root. */
export type Path = (string | number)[];

/** A key as the API would see it. */
export function keyName(key: ScalarNode): string {
  return String(key.value ?? '');
}

/** Whether a node is a map or list between brackets. */
export function isFlow(node: SpecNode | null): node is MapNode | SequenceNode {
  return node !== null && 'flow' in node && node.flow;
}

/** The node an alias stands for, or the node itself. */
export function resolve(node: SpecNode | null | undefined): Exclude<SpecNode, AliasNode> | null {
  let current = node ?? null;
  while (current?.kind === 'alias') current = current.target;
  return current;
}

/**
 * The entries of a map as the API would see them: the first of each name, merge keys (`<<`) followed.
 * Put together once for a map, as every look into it asks.
 */
export const entriesOf = memoize((map: MapNode): ReadonlyMap<string, Entry> => {
  const entries = new Map<string, Entry>();
  const add = (entry: Entry) => {
    const name = keyName(entry.key);
    if (!entries.has(name)) entries.set(name, entry);
  };
  for (const entry of map.entries) if (!isMerge(entry)) add(entry);
  for (const entry of map.entries) {
    if (isMerge(entry))
      for (const merged of mergedMaps(entry.value)) entriesOf(merged).forEach(add);
  }
  return entries;
});

/** Whether an entry is `<<: *anchor`. */
export function isMerge({ key }: Entry): boolean {
  return key.value === '<<' && key.style === 'plain';
}

function mergedMaps(value: SpecNode | null): MapNode[] {
  const node = resolve(value);
  if (node?.kind === 'map') return [node];
  if (node?.kind !== 'sequence') return [];
  return node.items.flatMap((item) => {
    const map = resolve(item);
    return map?.kind === 'map' ? [map] : [];
  });
}

/** The entry of a map with that key, merge keys followed. */
export function entry(node: SpecNode | null | undefined, key: string): Entry | undefined {
  const map = resolve(node);
  if (map?.kind !== 'map') return undefined;
  return isShort(map)
    ? map.entries.find((one) => keyName(one.key) === key)
    : entriesOf(map).get(key);
}

/** So many entries are gone through in less time than it takes to put `entriesOf` together. */
const few = 12;

/** Whether a map has few entries, and none that means anything beyond itself. */
function isShort({ entries }: MapNode): boolean {
  return entries.length <= few && entries.every(isPlain);
}

function isPlain(entry: Entry): boolean {
  return !entry.broken && entry.value?.kind !== 'alias' && !isMerge(entry);
}

/** The node at a path below `node`, aliases and merge keys followed; null when nothing stands there. */
export function nodeAt(node: SpecNode | null, path: Path): SpecNode | null {
  let current = resolve(node);
  for (const step of path) {
    if (typeof step === 'number') {
      current = current?.kind === 'sequence' ? resolve(current.items[step]) : null;
    } else {
      current = resolve(entry(current, step)?.value);
    }
  }
  return current;
}

/** The first alias that a path leads through, merge keys followed; undefined where all of it is written in its place. */
export function aliasOn(node: SpecNode | null, path: Path): AliasNode | undefined {
  let current = node;
  for (const step of path) {
    if (current?.kind === 'alias') return current;
    const merged = current?.kind === 'map' ? mergedWith(current, String(step)) : undefined;
    if (merged?.kind === 'alias') return merged;
    current = childOf(merged ?? current, step);
  }
  return current?.kind === 'alias' ? current : undefined;
}

function childOf(node: SpecNode | null, step: string | number): SpecNode | null {
  const child =
    node?.kind === 'sequence' ? node.items[Number(step)] : entry(node, String(step))?.value;
  return child ?? null;
}

/** What a merge key brings a key in with; undefined where the key is written in the map itself. */
function mergedWith(map: MapNode, key: string): SpecNode | undefined {
  if (map.entries.some((one) => keyName(one.key) === key)) return undefined;
  return (
    map.entries
      .filter(isMerge)
      .flatMap(({ value }) => (value?.kind === 'sequence' ? value.items : [value]))
      .find((source) => entry(source, key) !== undefined) ?? undefined
  );
}

/** The text of a scalar at a path; undefined when there is none. */
export function textAt(node: SpecNode | null, path: Path): string | undefined {
  const found = nodeAt(node, path);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : undefined;
}

/** The value as the API would see it; entries with a syntax error or a lost alias are left out. */
export function toData(node: SpecNode | null): JsonValue {
  const resolved = resolve(node);
  if (resolved === null) return null;
  if (resolved.kind === 'scalar') return resolved.value;
  if (resolved.kind === 'sequence') return resolved.items.map(toData);
  const data: JsonObject = Object.create(null);
  const entries = isShort(resolved) ? resolved.entries : entriesOf(resolved).values();
  for (const { key, value, broken } of entries) {
    const name = keyName(key);
    const isLost = value?.kind === 'alias' && value.target === null;
    if (!broken && !isLost && !(name in data)) data[name] = toData(value);
  }
  return data;
}
