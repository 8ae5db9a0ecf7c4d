import { EventEmitter } from 'node:events';
import { type Connection, type FileEvent, WatchKind } from 'vscode-languageserver';
import { specPattern } from '../files/specFiles';

/** What an editor tells of changes on disk. */
export class WatchedFiles {
  readonly #changes = new EventEmitter();

  constructor(private readonly connection: Connection) {
    connection.onDidChangeWatchedFiles(({ changes }) => {
      this.#changes.emit('change', changes);
    });
  }

  /** Calls a listener with what has changed. */
  onDidChange(listener: (changes: readonly FileEvent[]) => void): void {
    this.#changes.on('change', listener);
  }

  /** Asks to be told, once the connection is ready for it. */
  watch(): void {
    const watchers = [
      { globPattern: specPattern },
      { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
    ];
    const register = { id: 'specs', method: 'workspace/didChangeWatchedFiles' };
    this.connection
      .sendRequest('client/registerCapability', {
        registrations: [{ ...register, registerOptions: { watchers } }],
      })
      .catch(() => this.connection.console.info("The editor doesn't report changes on disk."));
  }
}
