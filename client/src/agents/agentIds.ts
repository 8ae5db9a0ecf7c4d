import { window } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import type { UnresolvedCreate } from '../api/unresolvedCreate';
import { writeAgentId } from '../configuration/settings';
import type { SpecStore } from '../specs/specStore';
import type { TrackedUri } from '../specs/uriTracker';
import { openAgent } from '../ui/links';
import { notify } from '../ui/notifications';
import { checkOff } from '../ui/walkthrough';
import { writeId } from './writeId';

/** Keeps the ids of agents with the specs that they were created from. */
export class AgentIds {
  constructor(
    private readonly ask: AskServer,
    private readonly store: SpecStore,
  ) {}

  /** Takes note of an agent that a create has made, and writes its id where the setting says `always`. */
  async keep(spec: TrackedUri, id: number, unresolvedCreate: UnresolvedCreate): Promise<void> {
    checkOff('agentCreated');
    if (!this.store.noteOutcome(spec.uri, unresolvedCreate, { agentId: id })) {
      const message = `Created agent ${id}, but couldn't save that on disk. Write its ID into the spec so that it isn't created twice.`;
      notify(window.showWarningMessage, message);
    }
    if (writeAgentId(spec.uri) === 'always') await this.write(spec, id);
  }

  /** The agents that specs have at an address. */
  taken(baseUrl: string): number[] {
    return this.store.agentsAt(baseUrl);
  }

  /** The buttons of a message about an agent that was created from a spec. */
  buttons(spec: TrackedUri, id: number): Record<string, () => unknown> {
    return { ...this.writeButton(spec, id), 'Open in Cekura': () => openAgent(id) };
  }

  /** The button that writes an agent's id into its spec, where it is offered. */
  writeButton(spec: TrackedUri, id: number): Record<string, () => unknown> {
    return this.isOffered(spec, id) ? { 'Write ID into Spec': () => this.write(spec, id) } : {};
  }

  /** Whether a person is asked to have the id written: it is that of the spec's last agent, and was not written before. */
  isOffered(spec: TrackedUri, id: number): boolean {
    const { agentId, writtenId } = this.store.get(spec.uri);
    return agentId === id && writtenId !== id && writeAgentId(spec.uri) === 'ask';
  }

  /** Writes the id of an agent into its spec; says so when that cannot be. */
  write(spec: TrackedUri, id: number): Promise<void> {
    return writeId(spec, id, this.ask, this.store);
  }
}
