import { type TextDocument, window } from 'vscode';
import type { AskServer } from '../languageClient/languageClient';
import { specFor } from '../specs/specDocuments';
import type { SpecStore } from '../specs/specStore';
import { openAgent } from '../ui/links';
import { notify } from '../ui/notifications';

/**
 * Opens the page of the agent that was created from a spec.
 *
 * @param target the spec's Uri, else the active editor's spec is meant
 */
export async function openInCekura(
  target: unknown,
  ask: AskServer,
  store: SpecStore,
): Promise<void> {
  const document = await specFor(target);
  const id = document && (await agentIdOf(document, ask, store));
  if (id !== undefined) await openAgent(id);
  else notify(window.showInformationMessage, 'No agent has been created from this spec.');
}

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
