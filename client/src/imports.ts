import { type Disposable, EventEmitter } from 'vscode';
import { type ImportRef, readProgress } from './cekura/api';
import { followImport } from './cekura/follow';
import type { Connection } from './cekura/http';
import { type ImportView, notStarted } from './cekura/progress';
import type { NamedImport } from './importText';

/** An import that this window follows or has followed to its end. */
export interface FollowedImport extends NamedImport {
  /** The spec that it was begun from. */
  spec: string;
}

/** How long an import is shown after its end. */
const shownAfterEndMs = 60_000;

/** The imports that are shown, newest first. */
export class Imports implements Disposable {
  readonly #stop = new AbortController();
  readonly #changed = new EventEmitter<void>();
  #list: FollowedImport[] = [];

  /** Fires after each change of what is shown. */
  readonly onDidChange = this.#changed.event;

  /** What is shown: those that run, then those that have ended, the newest of each first. */
  get shown(): FollowedImport[] {
    const running = this.#list.filter(isRunning);
    return [...running, ...this.#list.filter((item) => !isRunning(item))];
  }

  /** The editor closes: what ends now has not come to its end. */
  get isClosed(): boolean {
    return this.#stop.signal.aborted;
  }

  /** The import from a spec that still runs. */
  runningFrom(spec: string): FollowedImport | undefined {
    return this.#list.find((item) => item.spec === spec && isRunning(item));
  }

  /** Follows an import to its end, which is given back; never rejects. */
  async follow(
    connection: Connection,
    ref: ImportRef,
    { name, spec }: Pick<FollowedImport, 'name' | 'spec'>,
  ): Promise<ImportView> {
    const followed: FollowedImport = { name, spec, id: ref.id, view: notStarted };
    this.#set([followed, ...this.#list]);
    const end = await followImport({
      poll: (path) => readProgress(connection, ref, path),
      show: (view) => {
        followed.view = view;
        this.#set(this.#list);
      },
      signal: this.#stop.signal,
    });
    setTimeout(() => this.#set(this.#list.filter((item) => item !== followed)), shownAfterEndMs);
    return end;
  }

  /** Shows no longer what has ended. */
  clearEnded(): void {
    this.#set(this.#list.filter(isRunning));
  }

  dispose(): void {
    this.#stop.abort();
    this.#changed.dispose();
  }

  #set(list: FollowedImport[]): void {
    this.#list = list;
    this.#changed.fire();
  }
}

const isRunning = ({ view }: FollowedImport) => view.status === 'running';
