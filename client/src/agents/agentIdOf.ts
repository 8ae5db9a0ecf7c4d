import type { TextDocument } from 'vscode';
import type { AskServer } from '../languageClient/languageClient';
import type { SpecStore } from '../specs/specStore';

/** The agent that was created from a spec: its `id:`, else the one that is remembered. */
export async function agentIdOf(
  { uri }: TextDocument,
  ask: AskServer,
  store: SpecStore,
): Promise<number | undefined> {
  const textDocument = { uri: uri.toString() };
  const written = await ask('cekuraAgent/agentId', { textDocument }).catch(() => null);
  return written ?? store.get(uri.toString()).agentId;
}
