import type { JsonObject } from '../../../shared/src/messages';
import type { Difference } from '../../../shared/src/sync';
import type { Connection } from '../api/http';
import { openSpec } from '../specs/specDocuments';
import { type ComparedSpec, fillWithoutSecrets, type Seen, versionOf } from '../sync/look';
import { comparedSpec } from './lookAtAgent';
import type { UpdateServices } from './services';

type Services = Pick<UpdateServices, 'ask' | 'bases'>;

/** Takes note of what a spec has in common with an agent that was read before; gives what differs still. */
export async function rememberCommon(
  spec: ComparedSpec,
  { agent, base, connection }: Pick<Seen, 'agent' | 'base' | 'connection'>,
  { ask, bases }: Services,
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

/** Takes note that an agent was created from a text of a spec: both have all that it says in common. */
export async function rememberCreated(
  created: { uri: string; text: string; agentId: number; connection: Connection },
  services: Services & Pick<UpdateServices, 'sources'>,
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
