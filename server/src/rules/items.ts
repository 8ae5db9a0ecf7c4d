import type { Choice } from '../ast/choice';
import {
  type Entry,
  keyName,
  type MapNode,
  type Path,
  type SequenceNode,
  type SpecNode,
} from '../ast/nodes';
import { movedPath } from '../ast/paths';
import { eachItem, toRed } from '../ast/positioned';
import { spanOf } from '../ast/spans';
import type { SpecDocument } from '../document/specDocument';
import type { Schema } from '../schema/descriptions';
import { composed } from '../schema/generated/schemas';
import { dereference, typesOf } from '../schema/lookup';
import type { Finding } from './finding';

/** Lists whose items are checked by themselves, with the lists in these items. */
interface Lists {
  [key: string]: Lists;
}

/** Those of maps, by what the schema says. */
function listsOf(schema: Schema): Lists {
  const found = Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const { items } = dereference(property);
    const item = items && dereference(items);
    return item && typesOf(item).includes('object') ? [[key, listsOf(item)] as const] : [];
  });
  return Object.fromEntries(found);
}

const lists = listsOf(composed.agent);

/** What is said of a spec, or of an item as if it were the only one. */
export interface Checks {
  /** Sees lists without their items. */
  alone: (document: SpecDocument) => Iterable<Finding>;
  /** Sees the items of the spec's lists, or of the item's. */
  together: (document: SpecDocument, isItem: boolean) => Iterable<Finding>;
}

/** An item of which nothing is known. */
interface Item {
  /** Its green node, and how far that is moved. */
  green: SpecNode | null;
  shift: number;
  path: Path;
  /** The lists in it: what may stand in an item depends on the list that it stands in. */
  inner: Lists;
}

/** An item that is checked, or the spec itself. */
interface Checked {
  /** As it stands in the text. */
  node: SpecNode | null;
  path: Path;
  findings: Finding[];
  /** The items of its lists that are checked with it: those of which nothing is known. */
  lists: Map<string | number | undefined, CheckedItem[]>;
}

type CheckedItem = Checked & Item;

/** So many items of a list are checked at once: what is made for them is gone before the next ones are checked. */
const atOnce = 50;

/**
 * Checks a spec with those items of its long lists that were not checked before. What was found in an item is kept with
 * its green node: as long as the text of an item stays, it is not checked again, wherever in its list it moves.
 */
export function findApart(document: SpecDocument, checks: Checks): Finding[] {
  const { root } = document;
  const findings: Finding[] = [];
  const unknown = new Map<string, Item[]>();
  if (root?.kind === 'map') {
    withLists(root, lists, (list, key, inner) => {
      unknown.set(key, unknownIn(list, [key], inner, document.choice, findings));
      return [];
    });
  }
  const longest = Math.max(0, ...[...unknown.values()].map(({ length }) => length));
  for (let from = 0; from === 0 || from < longest; from += atOnce) {
    const items = [...unknown].map(
      ([key, all]) => [key, all.slice(from, from + atOnce).map(toCheck)] as const,
    );
    const node = from === 0 ? root : withOnly(root, unknown);
    const spec: Checked = { node, path: [], findings: [], lists: new Map(items) };
    check(document, spec, checks);
    // What is said of the spec itself has been found with the first items.
    if (from > 0) spec.findings = [];
    keep(spec, document.choice);
    for (const finding of spec.findings) findings.push(finding);
  }
  for (const finding of checks.together(document, false)) findings.push(finding);
  return findings;
}

/** The items of a list that have to be checked; what is known of the others goes to `findings`. */
function unknownIn(
  list: SequenceNode,
  path: Path,
  inner: Lists,
  choice: Choice,
  findings: Finding[],
): Item[] {
  const unknown: Item[] = [];
  eachItem(list, (green, shift, index) => {
    const pathOf = () => [...path, index];
    const known = green && knownOf(green, shift, inner, choice, pathOf);
    if (known === null || known === undefined) {
      unknown.push({ green, shift, inner, path: pathOf() });
      return;
    }
    for (const finding of known) findings.push(finding);
  });
  return unknown;
}

function toCheck(item: Item): CheckedItem {
  return { ...item, node: toRed(item.green, item.shift), findings: [], lists: new Map() };
}

/** A map with those of its entries that have certain keys. */
function withOnly(map: SpecNode | null, keys: ReadonlyMap<string, unknown>): SpecNode | null {
  if (map?.kind !== 'map') return map;
  const { start, end, flow, incomplete } = map;
  const entries = map.entries.filter(({ key }) => keys.has(keyName(key)));
  return { kind: 'map', start, end, flow, incomplete, entries };
}

function check(document: SpecDocument, spec: Checked, checks: Checks): void {
  const values = document.withRoot(withoutKnown(spec, lists, document.choice));
  const items = document.withRoot(withWholeItems(spec));
  for (const found of [checks.alone(values), checks.together(items, true)]) {
    for (const finding of found) assign(finding, spec);
  }
}

/** A spec or item without those items of its lists that are known; what is known of them is found in it. */
function withoutKnown(checked: Checked, below: Lists, choice: Choice): SpecNode | null {
  const { node, path, findings, lists } = checked;
  if (node?.kind !== 'map') return node;
  return withLists(node, below, (list, key, inner) => {
    const items =
      lists.get(key) ?? unknownIn(list, [...path, key], inner, choice, findings).map(toCheck);
    lists.set(key, items);
    return items.map((item) => withoutKnown(item, inner, choice));
  });
}

/** A spec with the items that are checked, and all that stands in them. */
function withWholeItems({ node, lists: checked }: Checked): SpecNode | null {
  if (node?.kind !== 'map') return node;
  return withLists(node, lists, (_, key) => (checked.get(key) ?? []).map((item) => item.node));
}

/** A map with other items in the lists whose items are checked apart: those of keys that stand in it once. */
function withLists(
  map: MapNode,
  below: Lists,
  itemsOf: (list: SequenceNode, key: string, inner: Lists) => (SpecNode | null)[],
): MapNode {
  const { start, end, flow, incomplete, entries } = map;
  const replaced = entries.map((entry): Entry => {
    const { value } = entry;
    const key = keyName(entry.key);
    const inner = Object.hasOwn(below, key) ? below[key] : undefined;
    if (inner === undefined || value?.kind !== 'sequence' || entry.broken) return entry;
    if (entries.some((other) => other !== entry && keyName(other.key) === key)) return entry;
    const items = itemsOf(value, key, inner);
    const { flow, tag } = value;
    const list: SequenceNode = { ...spanOf(value), kind: 'sequence', flow, items };
    return { ...entry, value: tag === undefined ? list : { ...list, tag } };
  });
  return { kind: 'map', start, end, flow, incomplete, entries: replaced };
}

/** Gives a finding to the innermost item that it speaks of; indexes in its path count the items that were checked. */
function assign(finding: Finding, spec: Checked): void {
  let checked = spec;
  let depth = 0;
  for (;;) {
    const item = checked.lists.get(finding.path[depth])?.[Number(finding.path[depth + 1])];
    if (item === undefined) break;
    checked = item;
    depth += 2;
  }
  checked.findings.push(moved(finding, 0, finding.path.slice(0, depth), checked.path));
}

/** Keeps what was found in items, each with what was found in the items of its lists. */
function keep({ lists, findings }: Checked, choice: Choice): void {
  for (const item of [...lists.values()].flat()) {
    keep(item, choice);
    for (const finding of item.findings) findings.push(finding);
    const { green, shift, path, inner } = item;
    if (green !== null) kept.set(green, { findings: item.findings, shift, path, choice, inner });
  }
}

interface Kept {
  findings: readonly Finding[];
  /** How far the item had been moved, and its path, when they were found. */
  shift: number;
  path: Path;
  choice: Choice;
  inner: Lists;
}

const kept = new WeakMap<SpecNode, Kept>();

/** What was found before in an item, as it stands now; undefined when it has to be checked. */
function knownOf(
  green: SpecNode,
  shift: number,
  inner: Lists,
  choice: Choice,
  pathOf: () => Path,
): readonly Finding[] | undefined {
  const known = kept.get(green);
  if (known === undefined || known.inner !== inner) return undefined;
  // Items do not depend on the provider; only what is said of keys that they may not have does.
  if (known.findings.length === 0) return known.findings;
  if (!isSame(known.choice, choice)) return undefined;
  const path = pathOf();
  return known.findings.map((finding) => moved(finding, shift - known.shift, known.path, path));
}

function moved(finding: Finding, shift: number, from: Path, to: Path): Finding {
  const { start, end, path, related, missing, instead } = finding;
  return {
    ...finding,
    start: start + shift,
    end: end + shift,
    path: movedPath(path, from, to),
    ...(missing !== undefined && { missing: movedPath(missing, from, to) }),
    ...(instead !== undefined && { instead: movedPath(instead, from, to) }),
    ...(related !== undefined && {
      related: { ...related, start: related.start + shift, end: related.end + shift },
    }),
  };
}

function isSame(one: Choice, other: Choice): boolean {
  return (
    one.provider === other.provider && one.chat === other.chat && one.imports === other.imports
  );
}
