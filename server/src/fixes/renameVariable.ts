import { symbolsOf } from '../document/symbols';
import type { FixesFor } from './fix';

/** Gives a declared variable another name wherever it is used; none that another variable has. */
export function renameVariable(name: string, newName: string): FixesFor {
  return (document) => {
    const variables = symbolsOf(document).filter(({ kind }) => kind === 'variable');
    const variable = variables.find((one) => one.name === name);
    const isTaken = variables.some((one) => one.name === newName && one.declarations.length > 0);
    if (variable === undefined || isTaken) return [];
    const edits = [...variable.declarations, ...variable.uses]
      .sort((a, b) => a.start - b.start)
      .map(({ start, end }) => ({ start, end, newText: newName }));
    return [{ title: `Rename to \`${newName}\``, edits, isSafe: false, isPreferred: false }];
  };
}
