import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import type { SpecDocument } from '../document/specDocument';
import type { Finding } from '../rules/finding';
import { type FileProblem, missingFiles, sentFiles } from '../rules/missingFiles';
import type { OpenDocuments } from './openDocuments';
import type { WorkspaceFolders } from './workspaceFolders';

/** What the last look at the disk gave for a spec. */
interface Look {
  names: ReadonlySet<string>;
  problems: ReadonlyMap<string, FileProblem>;
}

/**
 * What is wrong with the files that open specs name. Checks never wait for the disk: it is looked at beside them, when a name is
 * new, when a spec is saved and when something on disk has changed.
 */
export class MissingFiles {
  readonly #looks = new Map<string, Look>();
  /** Specs for which the disk is looked at now, and whether it has to be looked at again then. */
  readonly #running = new Map<string, { again: boolean }>();
  readonly #changed = new EventEmitter();
  /** How often something else was found: part of the id of a diagnostic report. */
  #revision = 0;

  constructor(
    private readonly documents: OpenDocuments,
    private readonly folders: WorkspaceFolders,
  ) {
    documents.onDidSave(({ document: { uri } }) => this.#look(uri));
    documents.onDidClose(({ document: { uri } }) => this.#looks.delete(uri));
  }

  get revision(): number {
    return this.#revision;
  }

  /** Calls a listener with the spec of which something else is found now, though its text is the same. */
  onDidChange(listener: (uri: string) => void): void {
    this.#changed.on('change', listener);
  }

  /** Looks at the files of all open specs. */
  lookAgain(): void {
    for (const uri of this.documents.keys()) void this.#look(uri);
  }

  /** What is known now; what is not known yet is looked at. */
  findings(document: SpecDocument): Finding[] {
    const { uri } = document;
    const look = this.#looks.get(uri);
    const files = sentFiles(document);
    if (files.some(({ name }) => !look?.names.has(name))) void this.#look(uri);
    return missingFiles(files, look?.problems ?? new Map());
  }

  async #look(uri: string): Promise<void> {
    const running = this.#running.get(uri);
    if (running !== undefined) {
      running.again = true;
      return;
    }
    const own = { again: true };
    this.#running.set(uri, own);
    while (own.again) {
      own.again = false;
      await this.#lookOnce(uri).catch(() => undefined);
    }
    this.#running.delete(uri);
  }

  async #lookOnce(uri: string): Promise<void> {
    const document = this.documents.get(uri);
    if (document === undefined) return;
    const names = new Set(sentFiles(document).map(({ name }) => name));
    const problems = await this.folders.fileProblems(uri, names);
    const before = this.#looks.get(uri)?.problems ?? new Map();
    if (this.documents.get(uri) === undefined) return;
    this.#looks.set(uri, { names, problems });
    if (isDeepStrictEqual(before, problems)) return;
    this.#revision += 1;
    this.#changed.emit('change', uri);
  }
}
