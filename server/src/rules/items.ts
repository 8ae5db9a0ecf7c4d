import type { Choice } from '../ast/choice';
import {
  type Entry,
  entriesOf,
  keyName,
  type MapNode,
  type Path,
  type SpecNode,
} from '../ast/nodes';
import { isBelow, movedPath } from '../ast/paths';
import { eachItem, place } from '../ast/positioned';
import { spanOf } from '../ast/spans';
import type { SpecDocument } from '../document/specDocument';
import type { Finding } from './finding';
import type { Fix } from './fix';

/** Lists whose items are checked by themselves, with the lists in these items. */
interface Lists {
  [key: string]: Lists;
}

const lists: Lists = {
  mock_tools: { mock_data: {} },
  dynamic_variables: {},
  knowledge_base_files: {},
};

/** What is said of a spec, or of an item as if it were the only one. */
export interface Checks {
  /** Sees lists without their items. */
  alone: (document: SpecDocument) => Iterable<Finding>;
  /** Sees the items of the spec's lists, or of the item's. */
  together: (document: SpecDocument, isItem: boolean) => Iterable<Finding>;
}

/**
 * Checks a spec and the items of its long lists apart from each other. What was found in an item is kept with
 * its node: as long as the text of an item stays, it is not checked again, wherever in its list it moves.
 */
export function findApart(document: SpecDocument, checks: Checks): Finding[] {
  const { root } = document;
  const bare = document.withRoot(withoutItems(root, lists));
  const findings = [...checks.alone(bare), ...checks.together(document, false)];
  if (root?.kind === 'map') {
    collect(root, lists, { document, checks, path: [], wrap: (map) => map }, findings);
  }
  return findings;
}

/** The way from the root to a map. */
interface Way {
  document: SpecDocument;
  checks: Checks;
  path: Path;
  /** A spec with nothing in it but this map. */
  wrap: (map: MapNode) => MapNode;
}

function collect(map: MapNode, below: Lists, way: Way, findings: Finding[]): void {
  for (const [entry, inner] of listsIn(map, below)) {
    if (entry.value?.kind !== 'sequence') continue;
    const holder = { entry, map, inner, way };
    eachItem(entry.value, (item, shift, index) => {
      for (const finding of findingsOf(item, shift, index, holder)) findings.push(finding);
    });
  }
}

/** The entries that hold lists whose items are checked apart; what is given twice counts once. */
function listsIn(map: MapNode, below: Lists): Map<Entry, Lists> {
  const entries = entriesOf(map);
  const found = Object.entries(below).flatMap(([key, inner]): [Entry, Lists][] => {
    const entry = entries.get(key);
    return entry?.value?.kind === 'sequence' && !entry.broken ? [[entry, inner]] : [];
  });
  return new Map(found);
}

interface Holder {
  entry: Entry;
  map: MapNode;
  inner: Lists;
  way: Way;
}

interface Kept {
  findings: Finding[];
  /** How far the item had been moved, and its path, when they were found. */
  shift: number;
  path: Path;
  choice: Choice;
  /** The list that it stood in: what may stand in an item depends on it. */
  list: Lists;
}

const kept = new WeakMap<SpecNode, Kept>();

/** @param shift how far the item has been moved since it was read */
function findingsOf(
  origin: SpecNode | null,
  shift: number,
  index: number,
  holder: Holder,
): Finding[] {
  const before = origin === null ? undefined : kept.get(origin);
  const known = before?.list === holder.inner ? before : undefined;
  // Items do not depend on the provider; only what is said of keys that they may not have does.
  if (known?.findings.length === 0) return known.findings;
  const path = [...holder.way.path, keyName(holder.entry.key), index];
  const { choice } = holder.way.document;
  if (known !== undefined && isSame(known.choice, choice)) {
    return known.findings.map((finding) => moved(finding, shift - known.shift, known.path, path));
  }
  const findings = check(place(origin, shift), path, holder);
  if (origin !== null) kept.set(origin, { findings, shift, path, choice, list: holder.inner });
  return findings;
}

function check(item: SpecNode | null, path: Path, { entry, map, inner, way }: Holder): Finding[] {
  const { document, checks } = way;
  const wrap = (node: SpecNode | null): MapNode => {
    const { start, end } = entry.value ?? entry.key;
    const list = { kind: 'sequence' as const, start, end, flow: flowOf(entry), items: [node] };
    const entries = [{ ...entry, value: list }];
    return way.wrap({ ...spanOf(map), kind: 'map', flow: map.flow, entries, incomplete: true });
  };
  const only = path.map((step) => (typeof step === 'number' ? 0 : step));
  const findings = [
    ...checks.alone(document.withRoot(wrap(withoutItems(item, inner)))),
    ...checks.together(document.withRoot(wrap(item)), true),
  ]
    .filter((finding) => isBelow(finding.path, only))
    .map((finding) => moved(finding, 0, only, path));
  if (item?.kind === 'map') collect(item, inner, { document, checks, path, wrap }, findings);
  return findings;
}

function withoutItems(node: SpecNode | null, below: Lists): SpecNode | null {
  if (node?.kind !== 'map') return node;
  const { start, end, flow, incomplete } = node;
  const apart = listsIn(node, below);
  const entries = node.entries.map((entry): Entry => {
    const { value } = entry;
    return apart.has(entry) && value !== null
      ? { ...entry, value: { ...spanOf(value), kind: 'sequence', flow: flowOf(entry), items: [] } }
      : entry;
  });
  return { kind: 'map', start, end, flow, incomplete, entries };
}

function moved(finding: Finding, shift: number, from: Path, to: Path): Finding {
  const { start, end, path, elsewhere, fix, missing, instead } = finding;
  return {
    ...finding,
    start: start + shift,
    end: end + shift,
    path: movedPath(path, from, to),
    ...(missing !== undefined && { missing: movedPath(missing, from, to) }),
    ...(instead !== undefined && { instead: movedPath(instead, from, to) }),
    ...(elsewhere !== undefined && { elsewhere: elsewhere + shift }),
    ...(fix !== undefined && { fix: movedFix(fix, shift, from, to) }),
  };
}

function movedFix(fix: Fix, shift: number, from: Path, to: Path): Fix {
  switch (fix.kind) {
    case 'replace':
    case 'keepSecret':
      return { ...fix, start: fix.start + shift, end: fix.end + shift };
    case 'move':
      return { ...fix, at: fix.at + shift, to: movedPath(fix.to, from, to) };
    case 'remove':
      return { ...fix, at: fix.at + shift };
    case 'add':
      return { ...fix, path: movedPath(fix.path, from, to) };
    case 'append':
    case 'cure':
      return fix;
  }
}

function isSame(one: Choice, other: Choice): boolean {
  return (
    one.provider === other.provider && one.chat === other.chat && one.imports === other.imports
  );
}

function flowOf({ value }: Entry): boolean {
  return value?.kind === 'sequence' && value.flow;
}
