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
import { memoize } from '../base/memoize';
import { collectPerNode, type Found } from './collectPerNode';
import type { SpecDocument } from './specDocument';
import { type TemplateName, templateNames } from './templateTags';

/** A variable that a text of the spec reads, `{{ name }}`; the span is that of the name. */
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

type Candidate = VariableUse & Pick<TemplateName, 'whole' | 'isLoose' | 'within'>;

const candidates = collectPerNode(candidatesIn, mayReadVariable);

/** All uses of variables in texts, in their order, as they are written: keys and comments hold none. */
export const variableUses = memoize((document: SpecDocument): readonly VariableUse[] =>
  chosen(document, candidates(document)),
);

/** The uses in one text, or in the text that an alias stands for. */
export function usesIn(document: SpecDocument, node: SpecNode, path: Path): readonly VariableUse[] {
  const text = resolve(node);
  return text === null ? [] : chosen(document, candidatesIn(document, text, path));
}

/**
 * What stands between braces is one name where a variable is called so: names are used exactly as they appear. What may be no template
 * at all is one for variables that there are.
 */
function chosen(document: SpecDocument, found: readonly Candidate[]): readonly VariableUse[] {
  if (found.every(({ whole, isLoose }) => whole === undefined && !isLoose)) return found;
  const declared = new Set(variableDeclarations(document).map(({ name }) => name));
  return found.flatMap(({ whole, isLoose, within, ...use }) => {
    if (whole !== undefined && declared.has(whole.name)) return { ...use, ...moved(whole, use) };
    if (isLoose && (!declared.has(use.name) || declared.has(within ?? ''))) return [];
    return use.name === '' ? [] : use;
  });
}

/** Where the whole stands, once the text that holds it has moved. */
function moved({ name, start, end }: TemplateName, use: VariableUse): TemplateName {
  return { name, start: use.start + start, end: use.start + end };
}

function candidatesIn({ text }: SpecDocument, node: SpecNode, path: Path): Candidate[] {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return [];
  const source = text.slice(node.start, node.end);
  if (!mayReadVariable(source)) return [];
  // Behind `|` only a comment can stand in the line.
  const header = node.style === 'block' ? source.indexOf('\n') + 1 : 0;
  return templateNames(source.slice(header)).map(({ name, whole, end: _, ...span }): Candidate => {
    const start = node.start + header + span.start;
    const use = { ...span, name, path, start, end: start + name.length };
    if (whole === undefined) return use;
    const from = whole.start - span.start;
    return { ...use, whole: { name: whole.name, start: from, end: from + whole.name.length } };
  });
}

function mayReadVariable(source: string): boolean {
  return source.includes('{{') || source.includes('{%');
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
