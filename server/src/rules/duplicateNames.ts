import { nodeAt, type SpecNode } from '../ast/nodes';
import { spanOf } from '../ast/spans';
import { memoize } from '../base/memoize';
import { replaceWith } from '../fixes/replace';
import { duplicatesIn } from './duplicates';
import type { Rule } from './finding';

/** Lists whose items are called by their names, and what an item is called. */
const named = { mock_tools: 'tool', dynamic_variables: 'variable' };

/** Tools and variables that are called by the name of another. */
export const duplicateNameRule: Rule = function* ({ root }) {
  for (const [list, what] of Object.entries(named)) {
    for (const { index, value, first, places, start, end } of duplicatesIn(root, list, nameOf)) {
      yield {
        start,
        end,
        path: [list, index, 'name'],
        severity: 'error',
        code: 'repeated-name',
        message: `There is already a ${what} \`${value}\`: rename this one.`,
        related: { ...first, message: `The first \`${value}\`.` },
        // Which of two variables is meant where the prompt uses the name, only the writer knows.
        fixes:
          what === 'tool' ? replaceWith(freeName(value, places), { isGuess: true }) : undefined,
      };
    }
  }
};

/** The name of an item, where it was read. */
const nameOf = memoize((item: SpecNode) => {
  const node = nodeAt(item, ['name']);
  return node?.kind === 'scalar' && typeof node.value === 'string'
    ? { ...spanOf(node), value: node.value }
    : null;
});

/** The name with the first number that nobody has. */
function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  let number = 2;
  while (taken.has(`${name}_${number}`)) number += 1;
  return `${name}_${number}`;
}
