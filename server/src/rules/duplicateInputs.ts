import { entry, type SpecNode, toData } from '../ast/nodes';
import { spanOf } from '../ast/spans';
import { memoize } from '../base/memoize';
import { duplicatesIn } from './duplicates';
import type { Rule } from './finding';
import { mapsIn } from './listItems';

/** Mock data that answers an input twice. */
export const duplicateInputRule: Rule = function* (document) {
  for (const [tool, path] of mapsIn(document, 'mock_tools')) {
    for (const { index, first, start, end } of duplicatesIn(tool, 'mock_data', inputOf)) {
      yield {
        start,
        end,
        path: [...path, 'mock_data', index, 'input'],
        severity: 'error',
        code: 'repeated-input',
        message: 'This input already has an answer: change the input, or remove the entry.',
        related: { ...first, message: 'The first answer.' },
      };
    }
  }
};

/** The key `input` of an item, with what is said there. */
const inputOf = memoize((item: SpecNode) => {
  const input = entry(item, 'input');
  return input === undefined
    ? null
    : { ...spanOf(input.key), value: canonical(toData(input.value)) };
});

/** JSON with sorted keys, so that inputs are compared by what they say. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
