import { type TextDocument, window } from 'vscode';
import { specFor } from './documents';
import type { AskServer } from './languageClient';
import { openAgent } from './links';
import { notify } from './notify';
import type { SpecMemory } from './specMemory';

/**
 * Opens the page of the agent that was created from a spec.
 *
 * @param target the spec's Uri, else the active editor's spec is meant
 */
export async function openInCekura(
  target: unknown,
  ask: AskServer,
  memory: SpecMemory,
): Promise<void> {
  const document = await specFor(target);
  const id = document && (await agentIdOf(document, ask, memory));
  if (id !== undefined) await openAgent(id);
  else notify(window.showInformationMessage, 'No agent has been created from this spec.');
}

/** The agent that was created from a spec: its `id:`, else the one that is remembered. */
export async function agentIdOf(
  { uri }: TextDocument,
  ask: AskServer,
  memory: SpecMemory,
): Promise<number | undefined> {
  const textDocument = { uri: uri.toString() };
  const written = await ask('cekuraAgent/agentId', { textDocument }).catch(() => null);
  return written ?? memory.get(uri.toString()).agentId;
}
