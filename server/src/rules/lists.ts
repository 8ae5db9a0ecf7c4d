import type { SpecDocument } from '../document/specDocument';
import { entry, nodeAt, type Path, type SpecNode, textAt, toData } from '../document/tree';
import { partsOf } from '../request/placeholders';
import type { Finding, Rule } from './rule';

/** Tools, variables and files: names and inputs that repeat, and keys that need each other. */
export const listRule: Rule = function* (document) {
  for (const [list, what] of [
    ['mock_tools', 'tool'],
    ['dynamic_variables', 'variable'],
  ] as const) {
    yield* checkNames(document, list, what);
  }
  for (const [tool, path] of itemsOf(document, 'mock_tools')) {
    yield* checkInputs(document, tool, path);
    yield* checkServedVia(tool, path);
  }
  for (const [file, path] of itemsOf(document, 'knowledge_base_files'))
    yield* checkFile(file, path);
};

function* itemsOf({ root }: SpecDocument, list: string): Iterable<[SpecNode, Path]> {
  const node = nodeAt(root, [list]);
  if (node?.kind !== 'sequence') return;
  for (const [index, item] of node.items.entries()) {
    if (item?.kind === 'map') yield [item, [list, index]];
  }
}

function* checkNames(document: SpecDocument, list: string, what: string): Iterable<Finding> {
  const lines = new Map<string, number>();
  for (const [item, path] of itemsOf(document, list)) {
    const node = nodeAt(item, ['name']);
    const name = textAt(item, ['name']);
    if (node === null || name === undefined) continue;
    const line = document.textDocument.positionAt(node.start).line + 1;
    const seen = lines.get(name);
    if (seen === undefined) {
      lines.set(name, line);
    } else {
      yield {
        ...spanOf(node),
        path: [...path, 'name'],
        severity: 'error',
        code: 'repeated-name',
        message: `Line ${seen} has a ${what} \`${name}\` already: give this one another name.`,
        // Which of two variables is meant where the prompt uses the name, only the writer knows.
        fix:
          what === 'tool'
            ? { kind: 'replace', ...spanOf(node), text: freeName(name, lines) }
            : undefined,
      };
    }
  }
}

function* checkInputs(document: SpecDocument, tool: SpecNode, path: Path): Iterable<Finding> {
  const mocks = nodeAt(tool, ['mock_data']);
  if (mocks?.kind !== 'sequence') return;
  const lines = new Map<string, number>();
  for (const [index, mock] of mocks.items.entries()) {
    const input = entry(mock, 'input');
    if (input === undefined) continue;
    const text = canonical(toData(input.value));
    const line = document.textDocument.positionAt(input.key.start).line + 1;
    const seen = lines.get(text);
    if (seen === undefined) {
      lines.set(text, line);
    } else {
      yield {
        ...spanOf(input.key),
        path: [...path, 'mock_data', index, 'input'],
        severity: 'error',
        code: 'repeated-input',
        message: `Line ${seen} answers the same input already: change this input, or remove the entry.`,
      };
    }
  }
}

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
    if (node !== null && name !== undefined && !name.includes('${') && !fileTypes.test(name)) {
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

function spanOf({ start, end }: { start: number; end: number }) {
  return { start, end };
}
