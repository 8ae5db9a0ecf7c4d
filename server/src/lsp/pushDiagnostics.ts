import type { Connection } from 'vscode-languageserver';
import { placeOf } from './handle';
import { type DiagnosticSources, openDiagnostics } from './openDiagnostics';

/**
 * Publishes diagnostics after each change. Changes that arrive together are checked once, for the
 * last version.
 */
export class Publisher {
  readonly #due = new Set<string>();
  readonly #published = new Map<string, string>();
  #changes = 0;

  constructor(
    private readonly connection: Connection,
    private readonly sources: DiagnosticSources,
  ) {
    const { documents, createErrors } = sources;
    documents.onDidChangeContent(({ document }) => this.#schedule(document.uri));
    createErrors.onDidChange((uri) => this.#schedule(uri));
    documents.onDidClose(({ document }) => {
      this.#due.delete(document.uri);
      this.#published.delete(document.uri);
      void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    });
  }

  #schedule(uri: string): void {
    this.#changes += 1;
    if (this.#due.size === 0) this.#settle();
    this.#due.add(uri);
  }

  /**
   * Messages that have arrived are handled one a turn, after what was due before: the last of a burst is past when the
   * turn after the next has brought no change.
   */
  #settle(): void {
    const changes = this.#changes;
    const check = () => {
      if (this.#changes === changes) this.#publish();
      else this.#settle();
    };
    setImmediate(() => setImmediate(check));
  }

  #publish(): void {
    const due = [...this.#due];
    this.#due.clear();
    for (const uri of due) {
      try {
        this.#check(uri);
      } catch (error) {
        this.connection.console.error(`A spec could not be checked: ${placeOf(error)}`);
      }
    }
  }

  #check(uri: string): void {
    const document = this.sources.documents.get(uri);
    if (document === undefined) return;
    const found = openDiagnostics(document, this.sources);
    const { version } = document;
    const text = JSON.stringify(found);
    if (this.#published.get(uri) === text) return;
    this.#published.set(uri, text);
    void this.connection.sendDiagnostics({ uri, version, diagnostics: found });
  }
}
