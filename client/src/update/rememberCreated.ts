import type { AskServer } from '../../../shared/src/messages';
import { readAgent } from '../api/cekuraApi';
import type { Connection } from '../api/http';
import { openSpec } from '../specs/specDocuments';
import type { Bases } from '../sync/look';
import { rememberCommon } from '../sync/rememberCommon';
import { comparedSpec } from './lookAtAgent';
import type { UpdateServices } from './services';

/**
 * Takes note of what a spec and the agent that was just created from a text of it have in common, as Cekura has the agent;
 * of nothing where it cannot be read.
 */
export async function rememberCreated(
  created: { uri: string; text: string; agentId: number; connection: Connection },
  services: { ask: AskServer; bases: Bases } & Pick<UpdateServices, 'sources'>,
): Promise<void> {
  const { uri, text, agentId, connection } = created;
  const reply = await readAgent(connection, agentId);
  const document = await openSpec(uri);
  if (!document || reply.kind !== 'agent') return;
  const spec = { ...comparedSpec(document, agentId, services), text };
  // Nothing was common before: what Cekura has not taken differs by the spec.
  const seen = { agent: reply.agent.compared, base: {}, connection };
  await rememberCommon(spec, seen, services, { isSent: true });
}
