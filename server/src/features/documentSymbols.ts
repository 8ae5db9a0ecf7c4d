import { type DocumentSymbol, type Range, SymbolKind } from 'vscode-languageserver-types';
import { labelText } from '../../../shared/src/plainText';
import type { Choice } from '../ast/choice';
import {
  type Entry,
  entry,
  keyName,
  type MapNode,
  type Path,
  resolve,
  type ScalarNode,
  type SequenceNode,
  type Span,
  type SpecNode,
} from '../ast/nodes';
import { eachItem, greenOf } from '../ast/positioned';
import { contains, trimmed } from '../ast/spans';
import { memoize } from '../base/memoize';
import type { SpecDocument } from '../document/specDocument';
import type { Schema } from '../schema/descriptions';
import { schemaAt, schemaBelow } from '../schema/lookup';

/** What the items of a list are called by: the first of these keys that they have. */
const namingKeys = ['name', 'path', 'file_name'];

/** What the items of these lists are. */
const itemKinds = new Map<string | number | undefined, SymbolKind>([
  ['mock_tools', SymbolKind.Function],
  ['dynamic_variables', SymbolKind.Variable],
  ['knowledge_base_files', SymbolKind.File],
]);

const scalarKinds: Record<string, SymbolKind> = {
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
};

const longestText = 80;

/**
 * An outline of more keys and items is of no use to a person, and takes the editor long to draw: what stands deepest
 * is left out first.
 */
const mostSymbols = 5_000;

/** What symbols of the keys of one map, or of the items of one list, have in common. */
interface Place {
  /** The first two steps to it: schemas of what stands deeper do not depend on them. */
  path: Path;
  depth: number;
  /** What may stand there; undefined where nothing may. */
  schema: Schema | undefined;
  /** Somewhere above it is the key `headers`, whose values may be secrets under any name. */
  isInHeaders: boolean;
}

/** A map or list whose keys or items are to be outlined. */
interface Branch {
  /** A green node. */
  node: MapNode | SequenceNode;
  /** How far it and what stands in it is moved. */
  shift: number;
  place: Place;
  /** Where the symbols of its keys or items go. */
  symbols: DocumentSymbol[];
}

/** Keys and items as an outline; the items of lists by their names, secrets without their values. */
export const documentSymbols = memoize(
  (document: SpecDocument): DocumentSymbol[] => new Outline(document).symbols,
);

class Outline {
  readonly symbols: DocumentSymbol[] = [];
  readonly #branches: Branch[] = [];
  /** How many more symbols there may be. */
  #room = mostSymbols;

  constructor(private readonly document: SpecDocument) {
    const { root, choice } = document;
    const schema = schemaAt([], choice);
    this.#open(root, 0, { path: [], depth: 0, schema, isInHeaders: false }, this.symbols);
    // One level after the other: each adds to the list that is gone through.
    for (const branch of this.#branches) {
      if (this.#room === 0) break;
      if (branch.node.kind === 'map') this.#addEntries(branch.node, branch);
      else this.#addItems(branch.node, branch);
    }
  }

  #addEntries({ entries }: MapNode, { shift, place, symbols }: Branch): void {
    for (const entry of entries) {
      if (this.#room === 0) return;
      const step = keyName(entry.key);
      if (step === '') continue;
      const below = placeBelow(place, step, this.document.choice);
      const symbol = entrySymbol(this.document, entry, shift, below);
      this.#add(symbol, entry.value, shift, below, symbols);
    }
  }

  #addItems(list: SequenceNode, { shift, place, symbols }: Branch): void {
    const below = placeBelow(place, 0, this.document.choice);
    const kind = place.depth === 1 ? itemKinds.get(place.path[0]) : undefined;
    eachItem(list, (item, before, index) => {
      if (item === null || this.#room === 0) return;
      const symbol = itemSymbol(this.document, item, before + shift, { index, kind, place: below });
      this.#add(symbol, item, before + shift, below, symbols);
    });
  }

  /** @param shift how far the value is moved */
  #add(
    symbol: DocumentSymbol,
    value: SpecNode | null,
    shift: number,
    place: Place,
    to: DocumentSymbol[],
  ): void {
    this.#room -= 1;
    to.push(symbol);
    if (value?.kind !== 'map' && value?.kind !== 'sequence') return;
    symbol.children = [];
    this.#open(value, shift, place, symbol.children);
  }

  #open(node: SpecNode | null, shift: number, place: Place, symbols: DocumentSymbol[]): void {
    if (node === null) return;
    const { green, shift: moved } = greenOf(node);
    if (green.kind === 'map' || green.kind === 'sequence')
      this.#branches.push({ node: green, shift: shift + moved, place, symbols });
  }
}

function placeBelow(
  { path, depth, schema, isInHeaders }: Place,
  step: string | number,
  choice: Choice,
): Place {
  const below = depth < 2 ? [...path, step] : path;
  return {
    path: below,
    depth: depth + 1,
    schema: schema && schemaBelow(schema, step, below, depth + 1, choice),
    isInHeaders: isInHeaders || step === 'headers',
  };
}

/** @param shift how far the entry is moved */
function entrySymbol(
  document: SpecDocument,
  { key, value }: Entry,
  shift: number,
  place: Place,
): DocumentSymbol {
  const written = { start: key.start, end: Math.max(key.end, value?.end ?? 0) };
  const [range, selectionRange] = rangesOf(document, written, key, shift);
  const detail = mayBeShown(place) ? detailOf(value) : undefined;
  const name = labelText(keyName(key));
  const kind = kindOf(value);
  return detail === undefined
    ? { name, kind, range, selectionRange }
    : { name, detail, kind, range, selectionRange };
}

interface Item {
  index: number;
  /** What the items of its list are, where that is known. */
  kind: SymbolKind | undefined;
  place: Place;
}

/** @param shift how far the item is moved */
function itemSymbol(
  document: SpecDocument,
  item: SpecNode,
  shift: number,
  { index, kind = kindOf(item), place }: Item,
): DocumentSymbol {
  const named = mayBeShown(place) ? nameOf(item) : undefined;
  const name = named === undefined ? `#${index + 1}` : labelText(String(named.value));
  const [range, selectionRange] = rangesOf(document, item, named ?? item, shift);
  return { name, kind, range, selectionRange };
}

/** The short text an item is known by; undefined when it has none. */
function nameOf(item: SpecNode): ScalarNode | undefined {
  const own = shortText(item);
  if (own !== undefined) return own;
  for (const key of namingKeys) {
    const named = shortText(entry(item, key)?.value);
    if (named !== undefined) return named;
  }
  return undefined;
}

function shortText(value: SpecNode | null | undefined): ScalarNode | undefined {
  const node = resolve(value);
  return node?.kind === 'scalar' && isShort(String(node.value)) ? node : undefined;
}

/** The whole range and the one to select, which must stand within: the name of an item can come from an anchor elsewhere. */
function rangesOf(
  document: SpecDocument,
  written: Span,
  selected: Span,
  shift: number,
): [Range, Range] {
  const span = trimmed(document.text, moved(written, shift));
  const range = document.rangeOf(span);
  const name = moved(selected, shift);
  if (!contains(span, name)) return [range, range];
  const end = document.positionAt(name.end);
  const start = name.start === span.start ? range.start : document.positionAt(name.start);
  return [range, { start, end }];
}

function moved({ start, end }: Span, shift: number): Span {
  return { start: start + shift, end: end + shift };
}

function kindOf(value: SpecNode | null): SymbolKind {
  const node = resolve(value);
  if (node?.kind === 'map') return SymbolKind.Object;
  if (node?.kind === 'sequence') return SymbolKind.Array;
  return scalarKinds[typeof node?.value] ?? SymbolKind.Null;
}

function detailOf(value: SpecNode | null): string | undefined {
  const node = shortText(value);
  return node && labelText(String(node.value));
}

/** No values are shown where a secret stands, or might: in headers and at places no schema knows. */
function mayBeShown({ schema, isInHeaders }: Place): boolean {
  return schema !== undefined && schema['x-secret'] !== true && !isInHeaders;
}

function isShort(text: string): boolean {
  return text.trim() !== '' && text.length <= longestText && !text.trimEnd().includes('\n');
}
