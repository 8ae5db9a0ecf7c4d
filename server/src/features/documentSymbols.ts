import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
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
import { schemaAt } from '../schema/lookup';

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

/** Every key and item as an outline; the items of lists by their names, secrets without their values. */
export function documentSymbols(document: SpecDocument): DocumentSymbol[] {
  return childrenOf(document, document.root, []);
}

function childrenOf(document: SpecDocument, node: SpecNode | null, path: Path): DocumentSymbol[] {
  if (node?.kind === 'map') {
    return node.entries
      .filter(({ key }) => keyName(key) !== '')
      .map((one) => entrySymbol(document, one, [...path, keyName(one.key)]));
  }
  if (node?.kind !== 'sequence') return [];
  return node.items.flatMap((item, index) =>
    item === null ? [] : itemSymbol(document, item, [...path, index]),
  );
}

function entrySymbol(document: SpecDocument, { key, value }: Entry, path: Path): DocumentSymbol {
  const written = { start: key.start, end: Math.max(key.end, value?.end ?? 0) };
  return {
    name: keyName(key),
    kind: kindOf(value),
    ...detailOf(document, value, path),
    ...placeOf(document, written, key),
    children: childrenOf(document, value, path),
  };
}

function itemSymbol(document: SpecDocument, item: SpecNode, path: Path): DocumentSymbol {
  const named = mayBeShown(document, path) ? nameOf(item) : undefined;
  const list = path.slice(0, -1).join('.');
  return {
    name: named === undefined ? `#${Number(path.at(-1)) + 1}` : String(named.value),
    kind: itemKinds[list] ?? kindOf(item),
    ...placeOf(document, item, named ?? item),
    children: childrenOf(document, item, path),
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

function detailOf(document: SpecDocument, value: SpecNode | null, path: Path) {
  const node = resolve(value);
  const isShown =
    node?.kind === 'scalar' && isShort(String(node.value)) && mayBeShown(document, path);
  return isShown ? { detail: String(node.value) } : {};
}

/** No values are shown where a secret stands, or might: in headers and at places no schema knows. */
function mayBeShown({ choice }: SpecDocument, path: Path): boolean {
  const schema = schemaAt(path, choice);
  return schema !== undefined && schema['x-secret'] !== true && !path.includes('headers');
}

function isShort(text: string): boolean {
  return text.trim() !== '' && text.length <= longestText && !text.trimEnd().includes('\n');
}
