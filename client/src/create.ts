import { commands, type TextDocument, window } from 'vscode';
import type { LocatedMessage, SpecRequest } from '../../server/src/messages';
import { plainText } from '../../server/src/plainText';
import type { ApiKey } from './apiKey';
import type { Connect } from './cekura/http';
import { openCreateOf } from './cekura/lookFor';
import { confirmAnother } from './confirmAnother';
import type { Consents } from './consents';
import { specFor } from './documents';
import type { Imports } from './imports';
import type { KeptSecrets } from './keptSecrets';
import type { AskServer } from './languageClient';
import { leadToProblems } from './leadToProblems';
import { notify } from './notify';
import { type Sent, showOutcome } from './outcome';
import { filesOf, placeholderSources } from './placeholderSources';
import { fillPlaceholders } from './placeholders';
import { sendCreate } from './sendCreate';
import { SentText } from './sentText';
import { placeholdersOf } from './sentValues';
import type { SpecPlace, SpecPlaces } from './specPlaces';

/** What every create shares. */
export interface Parts
  extends Omit<Sent, 'document' | 'sentText' | 'place' | 'body' | 'connection'> {
  /** How Cekura is reached; undefined after saying why it may not be. */
  connector: () => Connect | undefined;
  key: ApiKey;
  secrets: KeptSecrets;
  consents: Consents;
  imports: Imports;
  places: SpecPlaces;
}

/** Creates agents from specs, one create at a time for each of them. */
export class Creates {
  readonly #running = new Set<SpecPlace>();

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
        'This spec is being created already: wait for its end.',
      );
      return;
    }
    const { memory } = this.parts;
    const held = noted(() => memory.hold(place.uri));
    if (!held) return;
    const free = held.result;
    if (!free) {
      const message = 'Another window is creating this spec: wait for its end.';
      notify(window.showWarningMessage, message, {
        'Create Anyway': () => {
          memory.free(place.uri);
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
      free();
    }
  }

  async #create(document: TextDocument, place: SpecPlace): Promise<void> {
    const { ask, connector, key, diagnostics, imports, memory, openCreates } = this.parts;
    const connect = connector();
    if (!connect) return;
    const request = await askForRequest(document, ask);
    if (!request) return;
    if (request.errors.length > 0) {
      return leadToProblems(document, request.errors, errorsInTheWay(request.errors.length));
    }
    const agentId = request.agentId ?? memory.get(place.uri).agentId;
    if (!(await confirmAnother(agentId, imports.runningFrom(place)))) return;
    const apiKey = await key.getOrAsk(connect);
    if (apiKey === undefined) return;
    if (!(await openCreates.confirm(place, connect(apiKey)))) return;
    diagnostics.clear(document.uri);
    const filled = await fillPlaceholders(
      request,
      placeholderSources(document, this.parts.secrets),
    );
    const placeholders = placeholdersOf(request.templates);
    if ('body' in filled) {
      const { baseUrl } = connect(apiKey);
      const sending = { document, baseUrl, placeholders, files: filesOf(document) };
      if (!(await this.parts.consents.given(sending))) return;
    }
    // Questions take time: what was edited meanwhile is checked and sent, not what stood before.
    if (document.version !== request.version) return this.#create(document, place);
    if ('problems' in filled) {
      diagnostics.show(document, filled.problems, 'Cekura');
      const ranges = filled.problems.map(({ range }) => range);
      return leadToProblems(document, ranges, missingValues(filled.problems));
    }
    const { body } = filled;
    const secrets = [...filled.secrets, ...request.plainSecrets];
    const connection = { ...connect(apiKey), secrets };
    const openCreate = openCreateOf(body, connection.baseUrl, agentId);
    if (!noted(() => memory.set(place.uri, { openCreate }))) return;
    const sentText = new SentText(document);
    const outcome = await sendCreate(connection, body);
    await showOutcome(outcome, {
      ...this.parts,
      document,
      sentText,
      place,
      body,
      connection,
    });
    sentText.dispose();
  }
}

/** Notes something on disk before anything is sent; undefined after saying that the disk does not take it. */
function noted<T>(note: () => T): { result: T } | undefined {
  try {
    return { result: note() };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    notify(
      window.showErrorMessage,
      `What is sent could not be noted on the disk${code}, so nothing was sent. Make room on the disk and try again.`,
    );
    return undefined;
  }
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
