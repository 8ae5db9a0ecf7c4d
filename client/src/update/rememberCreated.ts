import type { AskServer, JsonObject } from '../../../shared/src/messages';
import type { Connection } from '../api/http';
import { openSpec } from '../specs/specDocuments';
import { type Bases, fillWithoutSecrets, versionOf } from '../sync/look';
import { rememberCommon } from '../sync/rememberCommon';
import { comparedSpec } from './lookAtAgent';
import type { UpdateServices } from './services';

/** Takes note that an agent was created from a text of a spec: both have all that it says in common. */
export async function rememberCreated(
  created: { uri: string; text: string; agentId: number; connection: Connection },
  services: { ask: AskServer; bases: Bases } & Pick<UpdateServices, 'sources'>,
): Promise<void> {
  const { uri, text, agentId, connection } = created;
  const document = await openSpec(uri);
  if (!document) return;
  const spec = { ...comparedSpec(document, agentId, services), text };
  const request = await services.ask('cekuraAgent/request', versionOf(spec));
  const filled = await fillWithoutSecrets(request, spec.sources);
  const agent: JsonObject = { ...('body' in filled && filled.body), id: agentId };
  await rememberCommon(spec, { agent, base: null, connection }, services);
}
