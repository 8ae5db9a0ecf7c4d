import { nodeAt, type SpecNode } from '../ast/nodes';
import { eachItem } from '../ast/positioned';
import { spanOf } from '../ast/spans';
import { type Finding, otherLine, type Rule } from './finding';

/** Tools that carry the number of another: an update would write both to one. */
export const toolIdRule: Rule = function* ({ root }) {
  const tools = nodeAt(root, ['mock_tools']);
  if (tools?.kind !== 'sequence') return;
  const places = new Map<number, number>();
  const findings: Finding[] = [];
  eachItem(tools, (item, shift, index) => {
    const id = numberAt(item);
    if (id === undefined) return;
    const start = id.start + shift;
    const elsewhere = places.get(id.value);
    if (elsewhere === undefined) {
      places.set(id.value, start);
      return;
    }
    findings.push({
      start,
      end: id.end + shift,
      path: ['mock_tools', index, 'id'],
      severity: 'error',
      code: 'repeated-id',
      elsewhere,
      message: `Line ${otherLine} has a tool with the id \`${id.value}\` already: remove the id of one of them.`,
    });
  });
  yield* findings;
};

function numberAt(item: SpecNode | null) {
  const node = item?.kind === 'map' ? nodeAt(item, ['id']) : null;
  return node?.kind === 'scalar' && typeof node.value === 'number'
    ? { ...spanOf(node), value: node.value }
    : undefined;
}
