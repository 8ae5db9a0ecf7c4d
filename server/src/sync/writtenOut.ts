import {
  type AliasNode,
  type Entry,
  entry,
  isMerge,
  keyName,
  nodeAt,
  type Path,
  type SpecNode,
  toData,
} from '../ast/nodes';
import { contains } from '../ast/spans';
import type { SpecDocument } from '../document/specDocument';
import { addKey, type Changed, edited } from './changeValue';
import { replaceValue } from './replaceValue';

/** A text in which a value can be changed without changing another. */
export interface WrittenOut {
  document: SpecDocument;
  /** The anchors whose values were written out. */
  anchors: string[];
}

/**
 * Writes out what stands at a path for an alias, and every alias of what is to be changed there: then the change is of this
 * place alone. Undefined where that has to be done by hand.
 */
export function writtenOut(document: SpecDocument, path: Path): WrittenOut | undefined {
  const anchors: string[] = [];
  let current: Changed = document;
  for (let depth = 1; current && depth <= path.length; depth++) {
    const place = path.slice(0, depth);
    const merged = mergedAt(current.root, place);
    const alias = rawAt(current.root, place);
    if (merged) {
      anchors.push(merged.name);
      current = addKey(current, place, toData(nodeAt(current.root, place)));
    } else if (alias?.kind === 'alias') {
      anchors.push(alias.name);
      current = withValue(current, place, alias);
    }
  }
  return current && aliasesWrittenOut({ document: current, anchors }, path);
}

function aliasesWrittenOut({ document, anchors }: WrittenOut, path: Path): WrittenOut | undefined {
  let current: Changed = document;
  const names = [...anchors];
  // Each that is written out changes where the others stand.
  while (current) {
    const changed = nodeAt(current.root, path);
    const found = aliases(current.root).find(
      ({ alias }) => alias.target && changed && contains(alias.target, changed),
    );
    if (found === undefined) return { document: current, anchors: names };
    if (found.path.at(-1) === '<<') return undefined;
    names.push(found.alias.name);
    current = withValue(current, found.path, found.alias);
  }
  return undefined;
}

function withValue(document: SpecDocument, path: Path, { target }: AliasNode): Changed {
  return edited(document, replaceValue(document, path, toData(target)));
}

/** All aliases with where they stand. */
function aliases(root: SpecNode | null): { path: Path; alias: AliasNode }[] {
  const found: { path: Path; alias: AliasNode }[] = [];
  const visit = (node: SpecNode | null, path: Path) => {
    if (node?.kind === 'alias') found.push({ path, alias: node });
    if (node?.kind === 'sequence')
      for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    if (node?.kind === 'map')
      for (const { key, value } of node.entries) visit(value, [...path, keyName(key)]);
  };
  visit(root, []);
  return found;
}

/** What is written at a path: an alias is not followed there. */
function rawAt(root: SpecNode | null, path: Path): SpecNode | null {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (parent?.kind === 'sequence') return parent.items[Number(last)] ?? null;
  return ownEntry(parent, String(last))?.value ?? null;
}

/** The alias by which `<<` brings in the key at a path. */
function mergedAt(root: SpecNode | null, path: Path): AliasNode | undefined {
  const parent = nodeAt(root, path.slice(0, -1));
  const key = String(path.at(-1));
  if (parent?.kind !== 'map' || ownEntry(parent, key)) return undefined;
  return parent.entries
    .filter(isMerge)
    .flatMap(({ value }) => (value?.kind === 'sequence' ? value.items : [value]))
    .filter((value) => value?.kind === 'alias')
    .find((alias) => entry(alias, key) !== undefined);
}

function ownEntry(node: SpecNode | null, key: string): Entry | undefined {
  return node?.kind === 'map' ? node.entries.find((one) => keyName(one.key) === key) : undefined;
}
