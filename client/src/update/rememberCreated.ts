import type { AskServer } from '../../../shared/src/messages';
import type { Connection } from '../api/http';
import { openSpec } from '../specs/specDocuments';
import { rememberCreated as remember } from '../sync/rememberCommon';
import type { Bases } from '../sync/rememberedBase';
import { comparedSpec } from './lookAtAgent';
import type { UpdateServices } from './services';

/** Takes note of what a spec and the agent that was just created from a text of it have in common. */
export async function rememberCreated(
  created: { uri: string; text: string; agentId: number; connection: Connection },
  services: { ask: AskServer; bases: Bases } & Pick<UpdateServices, 'sources'>,
): Promise<void> {
  const { uri, text, agentId, connection } = created;
  const document = await openSpec(uri);
  if (!document) return;
  const spec = { ...comparedSpec(document, agentId, services), text };
  await remember(spec, connection, services);
}
