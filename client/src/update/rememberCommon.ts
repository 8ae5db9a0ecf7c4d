import type { TextDocument } from 'vscode';
import { fillWithoutSecrets, type Seen, versionOf } from '../sync/look';
import { comparedSpec } from './lookAtAgent';
import type { UpdateServices } from './services';

/** Takes note of what a spec has in common with an agent that was read before, and of how they stand to each other. */
export async function rememberCommon(
  document: TextDocument,
  agentId: number,
  { agent, base, connection }: Pick<Seen, 'agent' | 'base' | 'connection'>,
  services: Pick<UpdateServices, 'ask' | 'bases' | 'known' | 'sources'>,
): Promise<void> {
  const { ask, bases, known } = services;
  const { version } = document;
  const spec = comparedSpec(document, agentId, services);
  const request = await ask('cekuraAgent/request', versionOf(spec));
  const filled = await fillWithoutSecrets(request, spec.sources);
  if (!('body' in filled)) return;
  const given = { ...versionOf(spec), filled: filled.body, agent, base };
  const common = await ask('cekuraAgent/common', { ...given, isSent: base === null });
  bases?.set(connection.baseUrl, agentId, common);
  const { differences } = await ask('cekuraAgent/compare', { ...given, base: common });
  known.note(document.uri, differences, version);
}
