import { EventEmitter } from 'node:events';
import type {
  CancellationToken,
  Connection,
  DocumentDiagnosticReport,
  ServerCapabilities,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { handle } from './handle';
import { type DiagnosticSources, openDiagnostics } from './openDiagnostics';
import type { WatchedFiles } from './watchedFiles';
import type { WorkspaceFolders } from './workspaceFolders';
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
    connection: Connection,
    private readonly sources: DiagnosticSources,
    { folders, disk }: { folders: WorkspaceFolders; disk: WatchedFiles },
  ) {
    const { documents, createErrors, missingFiles, support } = sources;
    this.#specs = new WorkspaceSpecs(folders, support);
    const { languages } = connection;
    languages.diagnostics.on(
      handle(({ textDocument, previousResultId }) =>
        this.#report(textDocument.uri, previousResultId),
      ),
    );
    documents.onDidOpen(({ document: { uri } }) => {
      this.#opened += 1;
      if (uri.startsWith('file:')) this.#wereOpen.add(uri);
    });
    languages.diagnostics.onWorkspace(
      handle(({ previousResultIds }, token) => {
        const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
        return this.#reportFolders(previous, token);
      }),
    );
    this.#disk.on('change', () => {
      this.#hasChanged = true;
    });
    disk.onDidChange(async (changes) => {
      if (await this.#specs.mayDiffer(changes)) this.#disk.emit('change');
    });
    folders.onDidChange(() => this.#disk.emit('change'));
    documents.onDidClose(() => this.#disk.emit('change'));
    for (const shown of [createErrors, missingFiles])
      shown.onDidChange(() => languages.diagnostics.refresh().catch(() => undefined));
  }

  /**
   * An editor asks once more when it closes a spec: from then on the file on disk counts. VS Code ignores this answer,
   * and those for the folders until it has it, so the folders are reported again afterwards.
   */
  async #report(
    uri: string,
    previousResultId: string | undefined,
  ): Promise<DocumentDiagnosticReport> {
    const document = this.sources.documents.get(uri);
    if (document === undefined) {
      const specs = await this.#specs.check();
      this.#wereOpen.add(uri);
      setImmediate(() => this.#disk.emit('change'));
      return { kind: 'full', items: specs.find((spec) => spec.uri === uri)?.items ?? [] };
    }
    const { createErrors, missingFiles } = this.sources;
    const revisions = `${createErrors.revision} ${missingFiles.revision}`;
    const resultId = `open ${this.#opened} ${document.version} ${revisions}`;
    if (resultId === previousResultId) return { kind: 'unchanged', resultId };
    return { kind: 'full', resultId, items: openDiagnostics(document, this.sources) };
  }

  /** The first answer comes at once; the next ones when something on disk has changed. */
  async #reportFolders(
    previous: Map<string, string>,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    if (!this.#hasChanged) await this.#untilChange(token);
    this.#hasChanged = false;
    const specs = (await this.#specs.check()).filter(({ uri }) => !this.sources.documents.get(uri));
    const present = new Set(specs.map(({ uri }) => uri));
    // An editor names no file that was only open, yet shows what it knew of it; while it closes one it may not listen.
    const gone = [...new Set([...previous.keys(), ...this.#wereOpen])].filter(
      (uri) => !present.has(uri) && !this.sources.documents.get(uri),
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
