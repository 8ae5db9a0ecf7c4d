import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { once } from '../document/once';
import { contains, trimmed } from '../document/spans';
import type { SpecDocument } from '../document/specDocument';
import {
  type Entry,
  entry,
  keyName,
  type Path,
  resolve,
  type ScalarNode,
  type Span,
  type SpecNode,
} from '../document/tree';
import type { Schema } from '../schema/descriptions';
import { schemaAt, schemaBelow } from '../schema/lookup';

/** What the items of a list are called by: the first of these keys that they have. */
const namingKeys = ['name', 'path', 'file_name'];

/** What the items of these lists are. */
const itemKinds: Record<string, SymbolKind> = {
  mock_tools: SymbolKind.Function,
  dynamic_variables: SymbolKind.Variable,
  knowledge_base_files: SymbolKind.File,
};

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

/** A value whose keys or items are to be outlined. */
interface Branch {
  node: SpecNode | null;
  path: Path;
  /** What may stand there; undefined where nothing may. */
  schema: Schema | undefined;
  /** Where the symbols of its keys or items go. */
  symbols: DocumentSymbol[];
}

/** Keys and items as an outline; the items of lists by their names, secrets without their values. */
export const documentSymbols = once((document: SpecDocument): DocumentSymbol[] => {
  const outline: DocumentSymbol[] = [];
  const { root, choice } = document;
  const branches: Branch[] = [
    { node: root, path: [], schema: schemaAt([], choice), symbols: outline },
  ];
  let count = 0;
  // One level after the other: each adds to the list that is gone through.
  for (const branch of branches) {
    for (const child of childrenOf(branch)) {
      if (count === mostSymbols) return outline;
      count += 1;
      const path = [...branch.path, child.step];
      const schema =
        branch.schema && schemaBelow(branch.schema, child.step, path, path.length, choice);
      const symbols: DocumentSymbol[] = [];
      const place: Place = { path, isShown: mayBeShown(schema, path) };
      const symbol =
        'entry' in child
          ? entrySymbol(document, child.entry, place)
          : itemSymbol(document, child.node, place);
      branch.symbols.push({ ...symbol, children: symbols });
      if (child.node !== null) branches.push({ node: child.node, path, schema, symbols });
    }
  }
  return outline;
});

type Child =
  | { step: string; node: SpecNode | null; entry: Entry }
  | { step: number; node: SpecNode };

function* childrenOf({ node }: Branch): Iterable<Child> {
  if (node?.kind === 'map') {
    for (const one of node.entries) {
      const step = keyName(one.key);
      if (step !== '') yield { step, node: one.value, entry: one };
    }
  }
  if (node?.kind !== 'sequence') return;
  for (const [step, item] of node.items.entries()) if (item !== null) yield { step, node: item };
}

interface Place {
  path: Path;
  /** Whether values may be shown there. */
  isShown: boolean;
}

function entrySymbol(document: SpecDocument, { key, value }: Entry, { isShown }: Place) {
  const written = { start: key.start, end: Math.max(key.end, value?.end ?? 0) };
  return {
    name: keyName(key),
    kind: kindOf(value),
    ...(isShown ? detailOf(value) : {}),
    ...placeOf(document, written, key),
  };
}

function itemSymbol(document: SpecDocument, item: SpecNode, { path, isShown }: Place) {
  const named = isShown ? nameOf(item) : undefined;
  const list = path.slice(0, -1).join('.');
  return {
    name: named === undefined ? `#${Number(path.at(-1)) + 1}` : String(named.value),
    kind: itemKinds[list] ?? kindOf(item),
    ...placeOf(document, item, named ?? item),
  };
}

/** The short text an item is known by; undefined when it has none. */
function nameOf(item: SpecNode): ScalarNode | undefined {
  const candidates = [item, ...namingKeys.map((key) => entry(item, key)?.value)];
  return candidates
    .map(resolve)
    .find((node): node is ScalarNode => node?.kind === 'scalar' && isShort(String(node.value)));
}

/** What is selected must stand within; the name of an item can come from an anchor elsewhere. */
function placeOf(document: SpecDocument, written: Span, selected: Span) {
  const span = trimmed(document.text, written);
  return {
    range: document.rangeOf(span),
    selectionRange: document.rangeOf(contains(span, selected) ? selected : span),
  };
}

function kindOf(value: SpecNode | null): SymbolKind {
  const node = resolve(value);
  if (node?.kind === 'map') return SymbolKind.Object;
  if (node?.kind === 'sequence') return SymbolKind.Array;
  return scalarKinds[typeof node?.value] ?? SymbolKind.Null;
}

function detailOf(value: SpecNode | null) {
  const node = resolve(value);
  const isShown = node?.kind === 'scalar' && isShort(String(node.value));
  return isShown ? { detail: String(node.value) } : {};
}

/** No values are shown where a secret stands, or might: in headers and at places no schema knows. */
function mayBeShown(schema: Schema | undefined, path: Path): boolean {
  return schema !== undefined && schema['x-secret'] !== true && !path.includes('headers');
}

function isShort(text: string): boolean {
  return text.trim() !== '' && text.length <= longestText && !text.trimEnd().includes('\n');
}
