import type { TextDocument } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import type { SpecStore } from '../specs/specStore';

/** The agent that was created from a spec. */
export interface AgentOfSpec {
  id: number;
  /** Whether the spec has its id. */
  isWritten: boolean;
}

/** The agent that was created from a spec: that of its `id:`, else the one that is remembered. */
export async function agentOf(
  { uri }: TextDocument,
  ask: AskServer,
  store: SpecStore,
): Promise<AgentOfSpec | undefined> {
  const textDocument = { uri: uri.toString() };
  const written = await ask('cekuraAgent/agentId', { textDocument }).catch(() => null);
  const id = written ?? store.get(uri.toString()).agentId;
  return id === undefined ? undefined : { id, isWritten: written !== null };
}
