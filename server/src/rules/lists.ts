import {
  entry,
  nodeAt,
  type Path,
  resolve,
  type SequenceNode,
  type Span,
  type SpecNode,
  textAt,
  toData,
} from '../ast/nodes';
import { eachItem } from '../ast/positioned';
import { spanOf } from '../ast/spans';
import { memoize } from '../base/memoize';
import type { SpecDocument } from '../document/specDocument';
import { partsOf } from '../placeholders/placeholders';
import { type Finding, otherLine, type Rule } from './finding';

/** Tools and variables that are called by the name of another. */
export const repeatedNameRule: Rule = function* (document) {
  yield* checkNames(document, 'mock_tools', 'tool');
  yield* checkNames(document, 'dynamic_variables', 'variable');
};

/** Tools and files: inputs that repeat, keys that need each other, types of files. */
export const itemRule: Rule = function* (document) {
  for (const [tool, path] of itemsOf(document, 'mock_tools')) {
    yield* checkInputs(tool, path);
    yield* checkServedVia(tool, path);
  }
  for (const [file, path] of itemsOf(document, 'knowledge_base_files'))
    yield* checkFile(file, path);
};

function* itemsOf({ root }: SpecDocument, list: string): Iterable<[SpecNode, Path]> {
  for (const [index, item] of (listIn(root, list)?.items ?? []).entries()) {
    if (item?.kind === 'map') yield [item, [list, index]];
  }
}

/** The list under a key, unless a syntax error stands in it. */
function listIn(holder: SpecNode | null, key: string): SequenceNode | undefined {
  const written = entry(holder, key);
  const value = written?.broken === false ? resolve(written.value) : null;
  return value?.kind === 'sequence' ? value : undefined;
}

function* checkNames({ root }: SpecDocument, list: string, what: string): Iterable<Finding> {
  for (const { index, value, places, elsewhere, ...span } of repeats(root, list, nameOf)) {
    yield {
      ...span,
      path: [list, index, 'name'],
      severity: 'error',
      code: 'repeated-name',
      elsewhere,
      message: `Line ${otherLine} has a ${what} \`${value}\` already: give this one another name.`,
      // Which of two variables is meant where the prompt uses the name, only the writer knows.
      fix:
        what === 'tool' ? { kind: 'replace', ...span, text: freeName(value, places) } : undefined,
    };
  }
}

function* checkInputs(tool: SpecNode, path: Path): Iterable<Finding> {
  for (const { index, elsewhere, start, end } of repeats(tool, 'mock_data', inputOf)) {
    yield {
      start,
      end,
      path: [...path, 'mock_data', index, 'input'],
      severity: 'error',
      code: 'repeated-input',
      elsewhere,
      message: `Line ${otherLine} answers the same input already: change this input, or remove the entry.`,
    };
  }
}

interface Text extends Span {
  value: string;
}

interface Repeat extends Text {
  index: number;
  /** Where the same text stands first. */
  elsewhere: number;
  /** Where each text stands first. */
  places: ReadonlyMap<string, number>;
}

/** The items of a list that say what another says already. */
function repeats(
  holder: SpecNode | null,
  list: string,
  textOf: (item: SpecNode) => Text | null,
): Repeat[] {
  const node = listIn(holder, list);
  if (node === undefined) return [];
  const places = new Map<string, number>();
  const found: Repeat[] = [];
  eachItem(node, (item, shift, index) => {
    const text = item && textOf(item);
    if (text === null) return;
    const { value } = text;
    const start = text.start + shift;
    const elsewhere = places.get(value);
    if (elsewhere === undefined) places.set(value, start);
    else found.push({ value, start, end: text.end + shift, index, elsewhere, places });
  });
  return found;
}

/** The name of an item, where it was read. */
const nameOf = memoize((item: SpecNode) => {
  const node = item.kind === 'map' ? nodeAt(item, ['name']) : null;
  return node?.kind === 'scalar' && typeof node.value === 'string'
    ? { ...spanOf(node), value: node.value }
    : null;
});

/** The key `input` of an item, with what is said there. */
const inputOf = memoize((item: SpecNode) => {
  const input = entry(item, 'input');
  return input === undefined
    ? null
    : { ...spanOf(input.key), value: canonical(toData(input.value)) };
});

function* checkServedVia(tool: SpecNode, path: Path): Iterable<Finding> {
  const served = entry(tool, 'served_via');
  if (served === undefined || served.broken) return;
  const type = textAt(served.value, ['type']) ?? 'direct';
  const index = entry(served.value, 'mock_index');
  const place = [...path, 'served_via'];
  if (type === 'direct' && index !== undefined) {
    yield {
      ...spanOf(index.key),
      path: [...place, 'mock_index'],
      severity: 'warning',
      code: 'unneeded-key',
      message: '`mock_index` means something with `type: mcp` only: remove it, or set the type.',
      fix: { kind: 'remove', at: index.key.start },
    };
  }
}

const fileTypes = /\.(pdf|txt|json|csv|xml|md)$/i;

function* checkFile(file: SpecNode, path: Path): Iterable<Finding> {
  const local = nodeAt(file, ['path']);
  if (local !== null && partsOf(textAt(file, ['path']) ?? '', path).some(isPlaceholder)) {
    yield {
      ...spanOf(local),
      path: [...path, 'path'],
      severity: 'error',
      code: 'placeholder-in-path',
      message: '`path` takes no placeholder: write the path of the file, relative to the spec.',
    };
  }
  for (const key of ['path', 'file_name', 'name']) {
    const node = nodeAt(file, [key]);
    const name = textAt(file, [key]);
    const isKnown = name !== undefined && !partsOf(name, [...path, key]).some(isPlaceholder);
    if (node !== null && isKnown && !fileTypes.test(name)) {
      yield {
        ...spanOf(node),
        path: [...path, key],
        severity: 'error',
        code: 'wrong-file-type',
        message: 'Knowledge base files are pdf, txt, json, csv, xml or md.',
      };
    }
  }
}

const isPlaceholder = (part: ReturnType<typeof partsOf>[number]) => typeof part !== 'string';

/** The name with the first number that nobody has. */
function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  let number = 2;
  while (taken.has(`${name}_${number}`)) number += 1;
  return `${name}_${number}`;
}

/** JSON with sorted keys, so that inputs are compared by what they say. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
