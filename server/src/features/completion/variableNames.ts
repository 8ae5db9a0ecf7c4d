import { CompletionItemKind } from 'vscode-languageserver-types';
import { labelText } from '../../../../shared/src/plainText';
import type { Path } from '../../ast/nodes';
import type { SpecDocument } from '../../document/specDocument';
import { variableDeclarations, variableUses } from '../../document/variables';
import { platformVariables } from '../../schema/catalog';
import type { Proposal } from './proposal';

/** Whether a dynamic variable is named at a path. */
export function isVariableName([list, , key, ...more]: Path): boolean {
  return list === 'dynamic_variables' && key === 'name' && more.length === 0;
}

/** The variables that texts use and nobody has declared, in their order. */
export function undeclaredProposals(document: SpecDocument): Proposal[] {
  const declared = new Set(variableDeclarations(document).map(({ name }) => name));
  const isOfPlatform = platformVariables(document.choice.provider);
  const names = new Set(variableUses(document).map(({ name }) => name));
  return [...names]
    .filter((name) => !declared.has(name) && !isOfPlatform(name))
    .map((name) => ({
      item: {
        label: labelText(name),
        kind: CompletionItemKind.Variable,
        labelDetails: { description: 'not declared' },
      },
      insert: name.replaceAll(/[$}\\]/g, '\\$&'),
    }));
}
