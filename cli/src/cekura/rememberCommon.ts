import { type Bases, fillWithoutSecrets } from '../../../client/src/sync/look';
import type { AskServer, JsonObject } from '../../../shared/src/messages';
import type { LocalSpec } from './localSpecs';

/** Where it is kept. */
interface Services {
  ask: AskServer;
  memory: Bases;
  connection: { baseUrl: string };
}

/**
 * Keeps what a spec has in common with its agent by now.
 *
 * @param known the agent as it is, and what both had in common before; null when the spec has just been made from the agent,
 *   or the agent from the spec
 */
export async function rememberCommon(
  { uri, sources }: Pick<LocalSpec, 'uri' | 'sources'>,
  { agentId, agent, base }: { agentId: number; agent: JsonObject; base: JsonObject | null },
  { ask, memory, connection }: Services,
): Promise<void> {
  const textDocument = { uri };
  const filled = await fillWithoutSecrets(
    await ask('cekuraAgent/request', { textDocument }),
    sources,
  );
  if (!('body' in filled)) return;
  const given = { textDocument, filled: filled.body, agent, base, isSent: base === null };
  memory.set(connection.baseUrl, agentId, await ask('cekuraAgent/common', given));
}
