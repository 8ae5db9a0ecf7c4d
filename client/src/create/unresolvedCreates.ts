import { ProgressLocation, window } from 'vscode';
import type { AgentIds } from '../agents/agentIds';
import { findCreatedAgent, sayFound } from '../api/findCreatedAgent';
import type { Connection } from '../api/http';
import type { UnresolvedCreate } from '../api/unresolvedCreate';
import type { TrackedUri } from '../specs/uriTracker';
import { openAgent, openAgents } from '../ui/links';
import { notify } from '../ui/notifications';

/** A create of a spec of which nobody knows whether it has made an agent. */
interface Unresolved {
  spec: TrackedUri;
  unresolvedCreate: UnresolvedCreate;
  connection: Connection;
}

/** How many agents are offered as the one that was created. */
const mostOffered = 3;

const again = 'Create New';
const lookAgain = 'Look Again';
const open = 'Open in Cekura';

/**
 * Looks for the agent that a create may have made, and asks a person. An agent that they say it has made is kept.
 *
 * @param what why it is asked, as a sentence
 * @returns whether they want to create again
 */
export async function askAboutUnresolved(
  what: string,
  { spec, unresolvedCreate, connection }: Unresolved,
  ids: AgentIds,
  options: { modal: boolean },
): Promise<boolean> {
  for (;;) {
    const found = await window.withProgress(
      { location: ProgressLocation.Window, title: 'Looking for the agent in Cekura' },
      () => findCreatedAgent(unresolvedCreate, connection, ids.taken(connection.baseUrl)),
    );
    const agents = 'agents' in found ? found.agents.slice(0, mostOffered) : [];
    const offered = new Map(agents.map(({ id }) => [`Use Agent ${id}`, id]));
    const choice = await window.showWarningMessage(
      `${what} ${sayFound(found, unresolvedCreate.name)}`,
      options,
      ...offered.keys(),
      ...(agents.length > 0 ? [again, open] : [lookAgain, again, open]),
    );
    const id = offered.get(choice ?? '');
    if (id !== undefined) {
      await ids.keep(spec, id, unresolvedCreate);
      const message = `This spec now has agent ${id}.`;
      notify(window.showInformationMessage, message, ids.buttons(spec, id));
    }
    if (choice === open) await openFound([...offered.values()]);
    if (choice !== lookAgain) return choice === again;
  }
}

const openFound = ([first, ...others]: number[]) =>
  first !== undefined && others.length === 0 ? openAgent(first) : openAgents();
