import { nodeAt, type SpecNode } from '../ast/nodes';
import { spanOf } from '../ast/spans';
import { memoize } from '../base/memoize';
import { duplicatesIn } from './duplicates';
import type { Rule } from './finding';

/** Tools that carry the number of another: an update would write both to one. */
export const duplicateToolIdRule: Rule = function* ({ root }) {
  for (const { index, value, first, start, end } of duplicatesIn(root, 'mock_tools', idOf)) {
    yield {
      start,
      end,
      path: ['mock_tools', index, 'id'],
      severity: 'error',
      code: 'repeated-id',
      message: `There is already a tool with the id \`${value}\`: remove the id from one of them.`,
      related: { ...first, message: `The first \`${value}\`.` },
    };
  }
};

/** The number of a tool, where it was read. */
const idOf = memoize((item: SpecNode) => {
  const node = nodeAt(item, ['id']);
  return node?.kind === 'scalar' && typeof node.value === 'number'
    ? { ...spanOf(node), value: String(node.value) }
    : null;
});
