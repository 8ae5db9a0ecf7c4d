import type { AskServer } from '../../../shared/src/messages';
import { type Bases, type ComparedSpec, type Seen, versionOf } from './look';

/**
 * Keeps what a spec has in common with its agent. Where nobody knew before what that was, it is kept only when nothing differs:
 * what is not in it would be taken for changed in the spec from then on.
 *
 * @param isSent whether what Cekura never gives back was sent just now
 */
export async function keepCommon(
  spec: Pick<ComparedSpec, 'uri' | 'text' | 'agentId'>,
  seen: Omit<Seen, 'kind' | 'request' | 'connection'> & { connection: { baseUrl: string } },
  { ask, bases }: { ask: AskServer; bases: Bases | undefined },
  { isSent }: { isSent: boolean } = { isSent: false },
): Promise<void> {
  const { filled, agent, base, comparison, connection } = seen;
  if (base === null && comparison.differences.length > 0) return;
  const given = { ...versionOf(spec), filled, agent, base, isSent: isSent || base === null };
  bases?.set(connection.baseUrl, spec.agentId, await ask('cekuraAgent/common', given));
}
