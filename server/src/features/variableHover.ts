import type { Hover } from 'vscode-languageserver-types';
import { visibleText } from '../../../shared/src/plainText';
import { nodeAt, textAt } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { variableDeclarations, variableUses } from '../document/variables';
import { platformVariables, providerOf } from '../schema/catalog';

/** What fills in the `{{ name }}` at an offset; undefined where there is none. */
export function variableHover(document: SpecDocument, offset: number): Hover | undefined {
  const use = variableUses(document).find(({ start, end }) => start <= offset && offset <= end);
  if (use === undefined) return undefined;
  const value = `**${visibleText(use.name)}**\n\n${sourceOf(document, use.name)}`;
  return { contents: { kind: 'markdown', value }, range: document.rangeOf(use) };
}

function sourceOf(document: SpecDocument, name: string): string {
  const { root, choice } = document;
  const declared = variableDeclarations(document).find((one) => one.name === name);
  if (declared !== undefined) {
    const item = nodeAt(root, declared.path.slice(0, -1));
    const description = asText(textAt(item, ['description']) ?? '');
    const line = document.positionAt(declared.start).line + 1;
    return `Dynamic variable, declared on line ${line}.${description && `\n\n${description}`}`;
  }
  if (!platformVariables(choice.provider)(name)) return 'Not declared under `dynamic_variables`.';
  return `Filled in by ${providerOf(choice.provider)?.title ?? 'the provider'}.`;
}

/** A text of the spec that Markdown shows as it is. */
const asText = (text: string) => visibleText(text).replaceAll(/[\\`*_{}[\]()<>#+.!|~&-]/g, '\\$&');
