import { EventEmitter } from 'node:events';
import type {
  CancellationToken,
  Connection,
  DocumentDiagnosticReport,
  ServerCapabilities,
  WorkspaceDiagnosticReport,
  WorkspaceFolder,
} from 'vscode-languageserver';
import { diagnostics } from '../features/diagnostics';
import { specPattern } from '../files/specFiles';
import type { CreateErrors } from './createErrors';
import type { OpenDocuments } from './openDocuments';
import { type CheckedSpec, WorkspaceSpecs } from './workspaceSpecs';

/** What a server says of itself to a client that asks for diagnostics. */
export const diagnosticsCapabilities: ServerCapabilities = {
  diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: true },
};

/** Answers an editor that asks for diagnostics: of an open spec, and of all specs in its folders. */
export class DiagnosticsProvider {
  readonly #specs: WorkspaceSpecs;
  /** Emits `change` when something on disk has changed. */
  readonly #disk = new EventEmitter();
  /** Files that were open since they were last told of. */
  readonly #wereOpen = new Set<string>();
  /** How many specs were opened: an address may be given to another, which begins at the same version. */
  #opened = 0;
  /** Something has changed since the last answer; also before the first. */
  #hasChanged = true;

  constructor(
    private readonly connection: Connection,
    private readonly documents: OpenDocuments,
    private readonly createErrors: CreateErrors,
    folders: WorkspaceFolder[],
  ) {
    this.#specs = new WorkspaceSpecs(folders.map(({ uri }) => uri));
    const { languages } = connection;
    languages.diagnostics.on(({ textDocument, previousResultId }) =>
      this.#report(textDocument.uri, previousResultId),
    );
    documents.manager.onDidOpen(({ document: { uri } }) => {
      this.#opened += 1;
      if (uri.startsWith('file:')) this.#wereOpen.add(uri);
    });
    languages.diagnostics.onWorkspace(({ previousResultIds }, token) => {
      const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      return this.#reportFolders(previous, token);
    });
    this.#disk.on('change', () => {
      this.#hasChanged = true;
    });
    connection.onDidChangeWatchedFiles(() => {
      this.#disk.emit('change');
    });
    documents.manager.onDidClose(() => this.#disk.emit('change'));
    createErrors.onDidChange(() => languages.diagnostics.refresh().catch(() => undefined));
  }

  /** Asks to be told of changes on disk, once the connection is ready for it. */
  watch(): void {
    const watchers = [{ globPattern: specPattern }];
    const register = { id: 'specs', method: 'workspace/didChangeWatchedFiles' };
    this.connection
      .sendRequest('client/registerCapability', {
        registrations: [{ ...register, registerOptions: { watchers } }],
      })
      .catch(() => this.connection.console.info('The editor does not tell of changes on disk.'));
  }

  /** An editor asks once more when it closes a spec: from then on the file on disk counts. */
  async #report(
    uri: string,
    previousResultId: string | undefined,
  ): Promise<DocumentDiagnosticReport> {
    const document = this.documents.get(uri);
    if (document === undefined) {
      const specs = await this.#specs.check();
      return { kind: 'full', items: specs.find((spec) => spec.uri === uri)?.items ?? [] };
    }
    const { version } = document.textDocument;
    const resultId = `open ${this.#opened} ${version} ${this.createErrors.revision}`;
    if (resultId === previousResultId) return { kind: 'unchanged', resultId };
    return {
      kind: 'full',
      resultId,
      items: [...diagnostics(document), ...this.createErrors.diagnostics(document)],
    };
  }

  /** The first answer comes at once; the next ones when something on disk has changed. */
  async #reportFolders(
    previous: Map<string, string>,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    if (!this.#hasChanged) await this.#untilChange(token);
    this.#hasChanged = false;
    const specs = (await this.#specs.check()).filter(({ uri }) => !this.documents.get(uri));
    const present = new Set(specs.map(({ uri }) => uri));
    const gone = [...previous.keys()].filter(
      (uri) => !present.has(uri) && !this.documents.get(uri),
    );
    return {
      items: [
        ...specs.map((spec) => {
          // What the editor knew of it may have come from its open text.
          const wasOpen = this.#wereOpen.delete(spec.uri);
          return reportOf(spec, wasOpen ? undefined : previous.get(spec.uri));
        }),
        ...gone.map((uri) => ({ kind: 'full' as const, uri, version: null, items: [] })),
      ],
    };
  }

  #untilChange(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      this.#disk.once('change', resolve);
      token.onCancellationRequested(() => {
        this.#disk.off('change', resolve);
        resolve();
      });
    });
  }
}

function reportOf({ uri, resultId, items }: CheckedSpec, previous: string | undefined) {
  return resultId === previous
    ? ({ kind: 'unchanged', uri, version: null, resultId } as const)
    : ({ kind: 'full', uri, version: null, resultId, items } as const);
}
