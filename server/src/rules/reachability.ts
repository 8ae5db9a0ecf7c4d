import { choiceOf } from '../ast/choice';
import { entry, nodeAt, resolve, type SpecNode } from '../ast/nodes';
import { addKey } from '../fixes/addKey';
import { providerOf } from '../schema/catalog';
import { schemaAt } from '../schema/lookup';
import type { Rule } from './finding';
import { quoteList } from './messageText';

/** The keys of `telephony` by which Cekura can call. */
const ways = Object.entries(schemaAt(['telephony'], choiceOf(null))?.properties ?? {}).flatMap(
  ([key, schema]) => (schema['x-wayIn'] ? key : []),
);

/** Whether telephony leads to the agent. */
export function isCalled(root: SpecNode | null): boolean {
  const telephony = nodeAt(root, ['telephony']);
  return (
    ways.some((key) => resolve(entry(telephony, key)?.value) !== null) ||
    entry(root, 'phone_number') !== undefined
  );
}

/**
 * An agent on its owner's servers is reached by telephony or chat. Without both it can only be
 * observed, which the contract allows (its first example does so): no more than a hint.
 */
export const reachRule: Rule = function* ({ root, choice }) {
  const type = nodeAt(root, ['provider', 'type']);
  const provider = providerOf(choice.provider);
  if (type === null || provider?.ownServers !== true) return;
  if (root?.kind === 'map' && root.incomplete) return;
  const telephony = nodeAt(root, ['telephony']);
  if (telephony?.kind === 'map' && telephony.incomplete) return;
  const hasChat = entry(nodeAt(root, ['provider']), 'chat_agent_details') !== undefined;
  if (isCalled(root) || hasChat) return;
  yield {
    start: type.start,
    end: type.end,
    path: ['provider', 'type'],
    severity: 'hint',
    code: 'no-way-in',
    message: `Cekura can only observe this agent: to call it, add ${quoteList(ways).replace(/, (?=[^,]+$)/, ' or ')} under \`telephony\`.`,
    fixes: addKey('phone_number', ['telephony']),
  };
};
