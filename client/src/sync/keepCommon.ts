import type { AskServer } from '../../../shared/src/messages';
import { type ComparedSpec, versionOf } from './comparedSpec';
import type { Seen } from './look';
import { type Bases, remember } from './rememberedBase';

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
  const { filled, agent, base, unsure, comparison, connection } = seen;
  if (base === null && comparison.differences.length > 0) return;
  const given = { ...versionOf(spec), filled, agent, base, isSent: isSent || base === null };
  const common = await ask('cekuraAgent/common', given);
  bases?.set(connection.baseUrl, spec.agentId, remember({ base: common, unsure }, filled));
}
