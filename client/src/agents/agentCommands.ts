import { type TextDocument, window } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import { noSpec, specFor } from '../specs/specDocuments';
import type { SpecStore } from '../specs/specStore';
import { openAgent } from '../ui/links';
import { notify } from '../ui/notifications';
import { type AgentOfSpec, agentOf } from './agentOf';
import { tellNoAgent } from './tellNoAgent';
import { writeId } from './writeId';

/**
 * Opens the page of the agent that was created from a spec.
 *
 * @param target the spec's Uri, else the active editor's spec is meant
 */
export const openInCekura = withAgent((_, { id }) => openAgent(id));

/**
 * Writes the id of the agent that was created from a spec into it.
 *
 * @param target the spec's Uri, else the active editor's spec is meant
 */
export const writeIdIntoSpec = withAgent(({ uri }, { id, isWritten }, ask, store) =>
  isWritten
    ? notify(window.showInformationMessage, `The spec already has the ID ${id}.`)
    : writeId({ uri: uri.toString() }, id, ask, store),
);

/** A command that does something with the agent of a spec, or says that there is none. */
function withAgent(
  run: (spec: TextDocument, agent: AgentOfSpec, ask: AskServer, store: SpecStore) => unknown,
) {
  return async (target: unknown, ask: AskServer, store: SpecStore): Promise<void> => {
    const document = await specFor(target);
    if (!document) {
      notify(window.showErrorMessage, noSpec);
      return;
    }
    const agent = await agentOf(document, ask, store);
    if (agent) await run(document, agent, ask, store);
    else tellNoAgent(document.uri);
  };
}
