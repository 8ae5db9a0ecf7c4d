import { entry, nodeAt, resolve } from '../ast/nodes';
import { addKey } from '../fixes/addKey';
import { requiredKeys, schemaAt } from '../schema/lookup';
import type { Rule } from './finding';
import { quoteList } from './messageText';
import { isCalled } from './reachability';

/**
 * `credentials: null` where the provider needs some. With telephony Cekura can still call the agent:
 * official tools create such agents (Inferred: nobody says that these are right).
 */
export const credentialsRule: Rule = function* ({ root, choice }) {
  const path = ['provider', 'credentials'];
  const written = entry(nodeAt(root, ['provider']), 'credentials');
  if (written === undefined || written.broken) return;
  // What an alias without an anchor stands for is not known.
  if (written.value?.kind === 'alias' && written.value.target === null) return;
  const value = resolve(written.value);
  if (value !== null && !(value.kind === 'scalar' && value.value === null)) return;
  const needed = requiredKeys(schemaAt(path, choice) ?? {}, null);
  const [first] = needed;
  if (first === undefined) return;
  const { start, end } = written.value ?? written.key;
  const place = { start, end, path, fixes: addKey(first) };
  yield isCalled(root)
    ? {
        ...place,
        severity: 'warning',
        code: 'phone-only',
        message: `Without \`credentials\` Cekura can only call this agent by phone: add ${quoteList(needed)} to test it in other ways.`,
      }
    : {
        ...place,
        severity: 'error',
        code: 'empty-value',
        message: `\`credentials\` needs ${quoteList(needed)}: Cekura can't sign in without ${needed.length > 1 ? 'them' : 'it'}.`,
      };
};
