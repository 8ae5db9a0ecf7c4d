import { entry, textAt } from '../ast/nodes';
import { spanOf } from '../ast/spans';
import { removeKey } from '../fixes/removeKey';
import type { Rule } from './finding';
import { mapsIn } from './listItems';

/** What `served_via.type` makes of the keys beside it. */
export const servedViaRule: Rule = function* (document) {
  for (const [tool, path] of mapsIn(document, 'mock_tools')) {
    const served = entry(tool, 'served_via');
    const isUnknown = served?.value?.kind === 'map' && served.value.incomplete;
    if (served === undefined || served.broken || isUnknown) continue;
    const type = textAt(served.value, ['type']) ?? 'direct';
    const index = entry(served.value, 'mock_index');
    if (type !== 'direct' || index === undefined) continue;
    yield {
      ...spanOf(index.key),
      path: [...path, 'served_via', 'mock_index'],
      severity: 'warning',
      code: 'unneeded-key',
      message: '`mock_index` only takes effect with `type: mcp`: remove it, or set the type.',
      fixes: removeKey,
    };
  }
};
