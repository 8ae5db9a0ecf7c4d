import { commands, type TextDocument, window } from 'vscode';
import type { LocatedMessage, SpecRequest } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { openCreateOf } from '../api/findCreatedAgent';
import type { Connect } from '../api/http';
import type { Imports } from '../imports/imports';
import type { AskServer } from '../languageClient/languageClient';
import { fillPlaceholders } from '../placeholders/fillPlaceholders';
import { filesOf, placeholderSources } from '../placeholders/placeholderSources';
import type { ApiKey } from '../secrets/apiKey';
import type { SecretStore } from '../secrets/secretStore';
import { openSpec, specFor } from '../specs/specDocuments';
import type { TrackedUri, UriTracker } from '../specs/uriTracker';
import { notify } from '../ui/notifications';
import { revealProblems } from '../ui/revealProblems';
import { confirmAnother } from './confirmAnother';
import type { Consents } from './consents';
import { type Sent, showOutcome } from './reportResult';
import { sendCreate } from './sendCreate';
import { SentText } from './sentText';

/** What every create shares. */
export interface Parts
  extends Omit<
    Sent,
    'document' | 'sentText' | 'place' | 'body' | 'connection' | 'openCreate' | 'openBefore'
  > {
  /** How Cekura is reached; undefined after saying why it may not be. */
  connector: () => Connect | undefined;
  key: ApiKey;
  secrets: SecretStore;
  consents: Consents;
  imports: Imports;
  places: UriTracker;
}

/** Creates agents from specs, one create at a time for each of them. */
export class Creates {
  readonly #running = new Set<TrackedUri>();

  constructor(private readonly parts: Parts) {}

  /**
   * Creates the agent of a spec after everything that stands in the way has been asked or said.
   *
   * @param target the spec's Uri, else the active editor's spec is meant
   */
  async create(target: unknown): Promise<void> {
    const document = await specFor(target);
    if (!document) {
      notify(window.showErrorMessage, 'Open an agent spec (*.cekura-agent.yaml) to create it.');
      return;
    }
    const place = this.parts.places.at(document.uri);
    if (this.#running.has(place)) {
      notify(
        window.showInformationMessage,
        'The agent of this spec is being created already: wait until that has ended.',
      );
      return;
    }
    const { memory } = this.parts;
    let release: (() => void) | undefined;
    try {
      release = memory.hold(place.uri);
    } catch {
      return tellDisk();
    }
    if (!release) {
      const message =
        'Another window is creating the agent of this spec: wait until that has ended.';
      notify(window.showWarningMessage, message, {
        'Create Anyway': () => {
          memory.release(place.uri);
          return this.create(document.uri);
        },
      });
      return;
    }
    this.#running.add(place);
    try {
      await this.#create(document, place);
    } finally {
      this.#running.delete(place);
      release();
    }
  }

  async #create(document: TextDocument, place: TrackedUri): Promise<void> {
    const { ask, connector, key, diagnostics, imports, memory, unresolvedCreates } = this.parts;
    const connect = connector();
    if (!connect) return;
    const request = await askForRequest(document, ask);
    if (!request) return;
    if (request.errors.length > 0) {
      return revealProblems(document, request.errors, errorsInTheWay(request.errors.length));
    }
    const agentId = request.agentId ?? memory.get(place.uri).agentId;
    if (!(await confirmAnother(agentId, imports.runningFrom(place)))) return;
    const apiKey = await key.getOrAsk(connect);
    if (apiKey === undefined) return;
    if (!(await unresolvedCreates.confirm(place, connect(apiKey)))) return;
    diagnostics.clear(document.uri);
    const filled = await fillPlaceholders(
      request,
      placeholderSources(document, this.parts.secrets),
    );
    const isOfToday = () => !document.isClosed && document.version === request.version;
    if ('body' in filled && isOfToday()) {
      const { baseUrl } = connect(apiKey);
      const { templates } = request;
      const sending = { document, baseUrl, templates, files: filesOf(document) };
      if (!(await this.parts.consents.given(sending))) return;
    }
    // Questions take time: what was edited or renamed meanwhile is checked and sent, not what stood before.
    if (!isOfToday()) {
      const today = await openSpec(place.uri);
      if (today) return this.#create(today, place);
      notify(window.showErrorMessage, 'Nothing was sent, as the spec is gone.');
      return;
    }
    if ('problems' in filled) {
      diagnostics.show(document, filled.problems, 'Cekura');
      const ranges = filled.problems.map(({ range }) => range);
      return revealProblems(document, ranges, missingValues(filled.problems));
    }
    const { body } = filled;
    const secrets = [...filled.secrets, ...request.plainSecrets];
    const connection = { ...connect(apiKey), secrets };
    const openBefore = memory.get(place.uri).openCreate;
    const openCreate = openCreateOf(body, connection.baseUrl, agentId);
    if (!memory.set(place.uri, { openCreate })) return tellDisk();
    const sentText = new SentText(document);
    try {
      const outcome = await sendCreate(connection, body);
      const sent = { document, sentText, place, body, connection, openCreate, openBefore };
      await showOutcome(outcome, { ...this.parts, ...sent });
    } finally {
      sentText.dispose();
    }
  }
}

/** What is sent is noted before it is sent, so that nothing is lost. */
function tellDisk(): void {
  notify(
    window.showErrorMessage,
    'Nothing was sent, as this create could not be noted on the disk first. Make room on the disk and try again.',
  );
}

async function askForRequest(
  { uri }: TextDocument,
  ask: AskServer,
): Promise<SpecRequest | undefined> {
  try {
    return await ask('cekuraAgent/request', { textDocument: { uri: uri.toString() } });
  } catch {
    notify(
      window.showErrorMessage,
      'The language server does not answer, so nothing was sent. Reload the window and try again.',
      { 'Reload Window': () => commands.executeCommand('workbench.action.reloadWindow') },
    );
    return undefined;
  }
}

const errorsInTheWay = (count: number) =>
  count === 1
    ? 'One problem stands in the way of creating this agent: solve it, then create again.'
    : `${count} problems stand in the way of creating this agent: solve them, then create again.`;

const missingValues = (problems: LocatedMessage[]) =>
  problems
    .slice(0, 1)
    .map(({ message }) => `Nothing was sent. ${plainText(message)}`)
    .concat(problems.length > 1 ? `(${problems.length - 1} more in Problems.)` : [])
    .join(' ');
