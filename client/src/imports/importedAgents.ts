import { commands, EventEmitter, type TextDocumentContentProvider, Uri, window } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import { readAgent } from '../api/cekuraApi';
import { whatHappened } from '../api/failure';
import type { Connection } from '../api/http';
import { openSpec } from '../specs/specDocuments';
import type { TrackedUri } from '../specs/uriTracker';
import { notify } from '../ui/notifications';

/** The scheme of imported agents: documents that nobody can edit, and that are not checked. */
export const importedScheme = 'cekura-imported';

/** Shows agents as read-only specs beside the specs that they were imported from. */
export class ImportedAgents implements TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();

  readonly onDidChange = this.#changed.event;

  constructor(private readonly ask: AskServer) {}

  /** Reads an agent and opens it in a diff, the spec at its right; or says why not. */
  async show(connection: Connection, id: number, spec: TrackedUri): Promise<void> {
    const reply = await readAgent(connection, id);
    if (reply.kind !== 'agent') {
      notify(window.showErrorMessage, `Couldn't read the agent. ${whatHappened(reply)}`);
      return;
    }
    const uri = Uri.from({ scheme: importedScheme, path: `/agent-${id}.cekura-agent.yaml` });
    this.#texts.set(
      uri.toString(),
      await this.ask('cekuraAgent/agentSpec', { agent: reply.agent.shownFields }),
    );
    this.#changed.fire(uri);
    const document = await openSpec(spec.uri);
    await (document
      ? commands.executeCommand('vscode.diff', uri, document.uri, `Imported Agent ${id} ↔ Spec`)
      : window.showTextDocument(uri));
  }

  /** What was read in this window. */
  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? '# Close this and show the imported agent again.\n';
  }
}
