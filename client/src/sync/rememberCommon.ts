import type { AskServer } from '../../../shared/src/messages';
import type { Difference } from '../../../shared/src/sync';
import { readAgent } from '../api/cekuraApi';
import type { Connection } from '../api/http';
import { type ComparedSpec, fillWithoutSecrets, versionOf } from './comparedSpec';
import { keepCommon } from './keepCommon';
import type { Seen } from './look';
import type { Bases } from './rememberedBase';

/**
 * Keeps what a spec has in common with an agent that was read before; gives what differs still.
 *
 * @param seen `base`: what both had in common before; null when nobody knows
 * @param sent whether what Cekura never gives back was sent just now
 */
export async function rememberCommon(
  spec: Omit<ComparedSpec, 'path'>,
  {
    agent,
    base,
    unsure = [],
    connection,
  }: Pick<Seen, 'agent' | 'base'> &
    Partial<Pick<Seen, 'unsure'>> & { connection: { baseUrl: string } },
  services: { ask: AskServer; bases: Bases },
  sent?: { isSent: boolean },
): Promise<Difference[]> {
  const { ask } = services;
  const request = await ask('cekuraAgent/request', versionOf(spec));
  const filled = await fillWithoutSecrets(request, spec.sources);
  if (!('body' in filled)) return [];
  const given = { filled: filled.body, agent, base };
  const comparison = await ask('cekuraAgent/compare', { ...versionOf(spec), ...given });
  const seen = { ...given, unsure, comparison, connection };
  await keepCommon(spec, seen, services, sent);
  return comparison.differences;
}

/**
 * Keeps what a spec has in common with the agent that was just created from it, as Cekura has the agent; nothing where it
 * cannot be read.
 */
export async function rememberCreated(
  spec: Omit<ComparedSpec, 'path'>,
  connection: Connection,
  services: { ask: AskServer; bases: Bases },
): Promise<void> {
  const reply = await readAgent(connection, spec.agentId);
  if (reply.kind !== 'agent') return;
  // Nothing was common before: what Cekura has not taken differs by the spec.
  const seen = { agent: reply.agent.compared, base: {}, connection };
  await rememberCommon(spec, seen, services, { isSent: true });
}
