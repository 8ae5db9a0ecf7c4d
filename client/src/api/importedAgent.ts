import type { JsonObject } from '../../../shared/src/messages';
import { listAssistants } from './accountLists';
import type { Connection } from './http';
import { fields, id, text } from './parse';

/**
 * The agent that the assistant of a body was imported as before, by the list of the project's assistants (later docs).
 * Undefined where Cekura does not tell.
 */
export async function importedAgent(
  connection: Connection,
  { project, provider }: JsonObject,
): Promise<number | undefined> {
  const { type, agent_id } = fields(provider);
  const [projectId, providerType] = [id(project), text(type)];
  if (projectId === undefined || providerType === undefined) return undefined;
  const reply = await listAssistants(connection, { projectId, provider: providerType });
  const assistants = reply.kind === 'assistants' ? reply.assistants : [];
  return assistants.find((assistant) => assistant.id === agent_id)?.importedAgentId;
}
