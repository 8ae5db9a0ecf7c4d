import {
  entry,
  nodeAt,
  type Path,
  resolve,
  type ScalarNode,
  type Span,
  type SpecNode,
} from '../ast/nodes';
import { spanOfPart } from '../ast/spans';
import { collectPerNode, type Found } from './collectPerNode';
import type { SpecDocument } from './specDocument';

/** `{{ name }}` in a text of the spec; the span is that of the name. */
export interface VariableUse extends Found {
  name: string;
}

/** An item of `dynamic_variables`; the span is that of the name, without quotes where it is written as it reads. */
export interface VariableDeclaration extends Span {
  name: string;
  node: ScalarNode;
  /** To the name itself. */
  path: Path;
}

/** Three braces are another template language's. */
const use = /((?<!\{)\{\{\s*)([A-Za-z_]\w*)\s*\}\}(?!\})/g;

/** All `{{ name }}` in texts, in their order, as they are written: keys and comments hold none. */
export const variableUses = collectPerNode(usesIn);

/** The `{{ name }}` in one text. */
export function usesIn({ text }: SpecDocument, node: SpecNode, path: Path): VariableUse[] {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return [];
  return [...text.slice(node.start, node.end).matchAll(use)].map((match): VariableUse => {
    const [, before = '', name = ''] = match;
    const start = node.start + match.index + before.length;
    return { name, path, start, end: start + name.length };
  });
}

/** The names under `dynamic_variables`, in their order; aliases lead to where the name is written. */
export function variableDeclarations({ root, text }: SpecDocument): VariableDeclaration[] {
  const list = nodeAt(root, ['dynamic_variables']);
  if (list?.kind !== 'sequence') return [];
  const found = new Map<number, VariableDeclaration>();
  for (const [index, item] of list.items.entries()) {
    const node = resolve(entry(item, 'name')?.value);
    if (node?.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') continue;
    const name = node.value;
    if (found.has(node.start)) continue;
    const path = ['dynamic_variables', index, 'name'];
    const { start, end } = spanOfPart(text, node, name) ?? node;
    found.set(node.start, { name, node, path, start, end });
  }
  return [...found.values()];
}
