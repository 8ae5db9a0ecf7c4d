import { window } from 'vscode';
import type { AskServer } from '../languageClient/languageClient';
import { specFor } from '../specs/specDocuments';
import type { SpecStore } from '../specs/specStore';
import { openAgent } from '../ui/links';
import { notify } from '../ui/notifications';
import { agentOf } from './agentOf';
import { writeId } from './writeId';

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
  const agent = document && (await agentOf(document, ask, store));
  if (agent) await openAgent(agent.id);
  else tellNone();
}

/**
 * Writes the id of the agent that was created from a spec into it.
 *
 * @param target the spec's Uri, else the active editor's spec is meant
 */
export async function writeIdIntoSpec(
  target: unknown,
  ask: AskServer,
  store: SpecStore,
): Promise<void> {
  const document = await specFor(target);
  const agent = document && (await agentOf(document, ask, store));
  if (!document || !agent) return tellNone();
  const { id, isWritten } = agent;
  const spec = document.uri.toString();
  if (isWritten) notify(window.showInformationMessage, `The spec already has the ID ${id}.`);
  else if (await writeId(spec, id, ask)) store.set(spec, { writtenId: id });
}

const tellNone = () =>
  notify(window.showInformationMessage, 'No agent has been created from this spec yet.');
