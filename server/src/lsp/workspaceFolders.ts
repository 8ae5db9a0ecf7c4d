import { EventEmitter } from 'node:events';
import { dirname } from 'node:path';
import {
  type Connection,
  DidChangeWorkspaceFoldersNotification,
  type InitializeParams,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { isAtOrIn } from '../../../shared/src/isAtOrIn';
import { trustedNotification } from '../../../shared/src/messages';
import { fileProblems } from '../files/fileProblems';
import type { FileProblem } from '../rules/missingFiles';

/** The folders that an editor has open, and whether it trusts them. */
export class WorkspaceFolders {
  readonly #changed = new EventEmitter();
  #uris: string[];
  #isTrusted: boolean;

  constructor(
    connection: Connection,
    { workspaceFolders, initializationOptions }: InitializeParams,
  ) {
    this.#uris = (workspaceFolders ?? []).map(({ uri }) => uri);
    this.#isTrusted = !isUntrusted(initializationOptions);
    connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) => {
      const removed = new Set(event.removed.map(({ uri }) => uri));
      this.#uris = this.#uris.filter((uri) => !removed.has(uri));
      this.#uris.push(...event.added.map(({ uri }) => uri));
      this.#changed.emit('change');
    });
    connection.onNotification(trustedNotification, () => {
      this.#isTrusted = true;
      this.#changed.emit('change');
    });
  }

  /** Calls a listener when there are other folders, or they are trusted now. */
  onDidChange(listener: () => void): void {
    this.#changed.on('change', listener);
  }

  get uris(): readonly string[] {
    return this.#uris;
  }

  /**
   * Looks at the files that a spec names: below the folder that holds it, else below its own. Nothing is looked at in
   * folders that are not trusted or not on disk.
   */
  async fileProblems(spec: string, names: Iterable<string>): Promise<Map<string, FileProblem>> {
    const { scheme, fsPath } = URI.parse(spec);
    if (!this.#isTrusted || scheme !== 'file') return new Map();
    const [root] = this.#uris
      .map((uri) => URI.parse(uri).fsPath)
      .filter((path) => isAtOrIn(fsPath, path))
      .sort((a, b) => b.length - a.length);
    const own = dirname(fsPath);
    return fileProblems(names, { spec: own, root: root ?? own });
  }
}

/** Editors that know no trust say nothing of it. */
function isUntrusted(options: unknown): boolean {
  return (
    typeof options === 'object' &&
    options !== null &&
    'isTrusted' in options &&
    options.isTrusted === false
  );
}
