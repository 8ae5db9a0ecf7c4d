import { commands, ProgressLocation, Uri, window } from 'vscode';
import type { AgentIds } from '../agents/agentIds';
import { type Failure, whatHappened } from '../api/failure';
import { findCreatedAgent, type OpenCreate, sayFound } from '../api/findCreatedAgent';
import type { Connection } from '../api/http';
import type { SpecStore } from '../specs/specStore';
import type { TrackedUri } from '../specs/uriTracker';
import { openAgent, openAgents } from '../ui/links';
import { notify } from '../ui/notifications';

/** How many agents are offered as the one that was created. */
const mostOffered = 3;

const again = 'Create Again';
const lookAgain = 'Look Again';
const open = 'Open in Cekura';

const openFound = ([first, ...others]: number[]) =>
  first !== undefined && others.length === 0 ? openAgent(first) : openAgents();

/** Finds out with the user what came of creates whose outcome is not known. */
export class UnresolvedCreates {
  /** The one after which the user wants another now; it stays open until that is sent. */
  #decided: OpenCreate | undefined;

  constructor(
    private readonly memory: SpecStore,
    private readonly ids: AgentIds,
  ) {}

  /** Says that a create that was just sent may have made an agent, and lets the user decide. */
  async settle(
    failure: Failure,
    openCreate: OpenCreate,
    place: TrackedUri,
    connection: Connection,
  ): Promise<void> {
    const wanted = await this.#ask(whatHappened(failure), false, openCreate, place, connection);
    if (!wanted) return;
    this.#decided = openCreate;
    try {
      await commands.executeCommand('cekuraAgent.create', Uri.parse(place.uri));
    } finally {
      if (this.#decided === openCreate) this.#decided = undefined;
    }
  }

  /** Asks about the create before, when its outcome is not known; true when one may be sent. */
  async confirm(place: TrackedUri, connection: Connection): Promise<boolean> {
    const { openCreate } = this.memory.get(place.uri);
    if (!openCreate || openCreate.sentAt === this.#decided?.sentAt) return true;
    const at = new Date(openCreate.sentAt).toLocaleString();
    const what = `It is not known what came of the last create of this spec (${at}).`;
    return this.#ask(what, true, openCreate, place, connection);
  }

  /** Whether the user wants to create again; an agent that they say it has made is remembered. */
  async #ask(
    what: string,
    modal: boolean,
    openCreate: OpenCreate,
    place: TrackedUri,
    connection: Connection,
  ): Promise<boolean> {
    for (;;) {
      const found = await window.withProgress(
        { location: ProgressLocation.Window, title: 'Looking for the agent in Cekura' },
        () => findCreatedAgent(openCreate, connection),
      );
      const agents = 'agents' in found ? found.agents.slice(0, mostOffered) : [];
      const offered = new Map(agents.map(({ id }) => [`It Is ${id}`, id]));
      const others = agents.length > 0 ? [again, open] : [lookAgain, again, open];
      const choice = await window.showWarningMessage(
        `${what} ${sayFound(found, openCreate.name)}`,
        { modal },
        ...offered.keys(),
        ...others,
      );
      const id = offered.get(choice ?? '');
      if (id !== undefined) {
        await this.ids.keep(place, id, openCreate);
        const message = `Agent ${id} was created from this spec.`;
        notify(window.showInformationMessage, message, this.ids.buttons(place, id));
      }
      if (choice === open) await openFound(agents.map(({ id }) => id));
      if (choice !== lookAgain) return choice === again;
    }
  }
}
