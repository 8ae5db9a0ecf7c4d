import { window } from 'vscode';
import type { AskServer } from '../languageClient/languageClient';
import { specFor } from '../specs/specDocuments';
import type { SpecStore } from '../specs/specStore';
import { openAgent } from '../ui/links';
import { notify } from '../ui/notifications';
import { agentIdOf } from './agentIdOf';

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
