import { window } from 'vscode';
import type { OpenCreate } from '../api/findCreatedAgent';
import { writeAgentId } from '../configuration/settings';
import type { AskServer } from '../languageClient/languageClient';
import type { SpecStore } from '../specs/specStore';
import type { TrackedUri } from '../specs/uriTracker';
import { openAgent } from '../ui/links';
import { notify } from '../ui/notifications';
import { writeId } from './writeId';

/** Keeps the ids of agents with the specs that they were created from. */
export class AgentIds {
  constructor(
    private readonly ask: AskServer,
    private readonly memory: SpecStore,
  ) {}

  /** Takes note of an agent that a create has made, and writes its id where the setting says `always`. */
  async keep(place: TrackedUri, id: number, openCreate: OpenCreate): Promise<void> {
    if (!this.memory.noteOutcome(place.uri, openCreate, { agentId: id })) {
      const message = `Agent ${id} was created, and that could not be noted on the disk: write its id into the spec, so that it is not created twice.`;
      notify(window.showWarningMessage, message);
    }
    if (writeAgentId(place.uri) === 'always') await this.#write(place, id);
  }

  /** The buttons of a message about an agent that was created from a spec. */
  buttons(place: TrackedUri, id: number): Record<string, () => unknown> {
    const { agentId, writtenId } = this.memory.get(place.uri);
    const isOpen = agentId === id && writtenId !== id;
    const isOffered = isOpen && writeAgentId(place.uri) === 'ask';
    return {
      ...(isOffered && { 'Write ID into Spec': () => this.#write(place, id) }),
      'Open in Cekura': () => openAgent(id),
    };
  }

  async #write(place: TrackedUri, id: number): Promise<void> {
    if (await writeId(place.uri, id, this.ask)) {
      this.memory.set(place.uri, { writtenId: id });
    }
  }
}
