import { entry, nodeAt, type SpecNode } from '../ast/nodes';
import { addKey } from '../fixes/addKey';
import { providerOf } from '../schema/catalog';
import type { Finding, Rule } from './finding';

const flag = 'auto_dial_outbound';

/** An agent that dials by itself is outbound and has a number; the calls of any other are dropped silently. */
export const autoDialRule: Rule = function* ({ root, choice }) {
  const path = ['provider', flag];
  const value = nodeAt(root, path);
  const key = entry(nodeAt(root, ['provider']), flag)?.key;
  const isAsked = value?.kind === 'scalar' && value.value === true;
  if (!isAsked || key === undefined) return;
  if (providerOf(choice.provider)?.flags[flag] === undefined) return;
  const telephony = nodeAt(root, ['telephony']);
  const isPartial = [root, telephony].some((node) => node?.kind === 'map' && node.incomplete);
  if (isPartial) return;
  const finding = (message: string): Finding => ({
    start: key.start,
    end: key.end,
    path,
    severity: 'warning',
    code: 'flag-needs-key',
    message: `\`${flag}\` needs ${message}: otherwise its calls are dropped.`,
  });
  const inbound = inTelephony(root, 'inbound');
  if (inbound?.kind === 'scalar' && inbound.value === true) {
    const related = { start: inbound.start, end: inbound.end, message: 'This agent takes calls.' };
    yield { ...finding('`inbound: false`, as the agent makes the calls'), related };
  }
  const phone = inTelephony(root, 'phone_number');
  if (phone === null || (phone.kind === 'scalar' && phone.value === null)) {
    yield {
      ...finding('`telephony.phone_number`, the number that the agent calls from'),
      fixes: addKey('phone_number', ['telephony']),
    };
  }
};

/** A key of `telephony`, or where older specs write it. */
function inTelephony(root: SpecNode | null, key: string): SpecNode | null {
  return nodeAt(root, ['telephony', key]) ?? nodeAt(root, [key]);
}
