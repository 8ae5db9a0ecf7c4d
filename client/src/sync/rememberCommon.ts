import type { AskServer } from '../../../shared/src/messages';
import type { Difference } from '../../../shared/src/sync';
import { type Bases, type ComparedSpec, fillWithoutSecrets, type Seen, versionOf } from './look';

/**
 * Keeps what a spec has in common with an agent that was read before; gives what differs still.
 *
 * @param seen `base`: what both had in common before; null when one of them has just been made from the other
 */
export async function rememberCommon(
  spec: Omit<ComparedSpec, 'path'>,
  { agent, base, connection }: Pick<Seen, 'agent' | 'base'> & { connection: { baseUrl: string } },
  { ask, bases }: { ask: AskServer; bases: Bases },
): Promise<Difference[]> {
  const request = await ask('cekuraAgent/request', versionOf(spec));
  const filled = await fillWithoutSecrets(request, spec.sources);
  if (!('body' in filled)) return [];
  const given = { ...versionOf(spec), filled: filled.body, agent, base };
  const common = await ask('cekuraAgent/common', { ...given, isSent: base === null });
  bases.set(connection.baseUrl, spec.agentId, common);
  const { differences } = await ask('cekuraAgent/compare', { ...given, base: common });
  return differences;
}
