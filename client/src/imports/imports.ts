import { type Disposable, EventEmitter } from 'vscode';
import { readProgress } from '../api/cekuraApi';
import { followImport } from '../api/followProgress';
import type { Connection } from '../api/http';
import { type ImportView, left, notStarted, resumed } from '../api/progress';
import type { TrackedUri } from '../specs/uriTracker';
import type { ImportStore, RememberedImport } from './importStore';
import type { NamedImport } from './importText';

/** An import that this window follows or has followed. */
export interface FollowedImport extends NamedImport {
  begun: RememberedImport;
  /** The spec that it was begun from. */
  spec: TrackedUri;
  /** Ends the following; its reason is what the user is told. */
  stop: AbortController;
}

/** How long an import is shown after its end. */
const shownAfterEndMs = 60_000;

/** The imports that are shown, newest first; those whose end was not seen are remembered. */
export class Imports implements Disposable {
  readonly #changed = new EventEmitter<void>();
  #list: FollowedImport[] = [];
  #isClosed = false;

  /** Fires after each change of what is shown. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly store: ImportStore) {}

  /** What is shown: those that run, then those that have ended, the newest of each first. */
  get shown(): FollowedImport[] {
    const running = this.#list.filter(isRunning);
    return [...running, ...this.#list.filter((item) => !isRunning(item))];
  }

  /** The editor closes: what ends now has not come to its end. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The import from a spec that still runs. */
  runningFrom(spec: TrackedUri): FollowedImport | undefined {
    return this.#list.find((item) => item.spec === spec && isRunning(item));
  }

  /** The remembered imports that nobody follows, the oldest first. */
  get waiting(): RememberedImport[] {
    return this.store.all.filter((begun) => !this.isFollowed(begun)).reverse();
  }

  isFollowed({ progressId }: RememberedImport): boolean {
    return this.#list.some((item) => item.begun.progressId === progressId && isRunning(item));
  }

  /** Follows an import to the end of it or of the following, which is given back; never rejects. */
  async follow(
    connection: Connection,
    begun: RememberedImport,
    spec: TrackedUri,
  ): Promise<ImportView> {
    const before = this.#list.find((item) => item.begun.progressId === begun.progressId);
    const shown = resumed(before?.view ?? notStarted);
    const followed = this.#show(begun, spec, shown);
    await this.store.add(begun);
    let isKnown = true;
    const end = await followImport({
      poll: async (path) => {
        const reply = await readProgress(connection, begun, path);
        isKnown = reply.kind !== 'notFound';
        return reply;
      },
      show: (view) => {
        followed.view = view;
        this.#changed.fire();
      },
      shown,
      signal: followed.stop.signal,
    });
    followed.view = end;
    if (!this.#isClosed && (hasEnded(end) || end.status === 'stopped' || !isKnown)) {
      await this.store.remove(begun);
    }
    if (hasEnded(end)) setTimeout(() => this.#drop(followed), shownAfterEndMs);
    return end;
  }

  /** Shows a remembered import that is not followed for now. */
  hold(begun: RememberedImport, spec: TrackedUri, reason: string): void {
    this.#show(begun, spec, left(notStarted, 'unknown', reason));
  }

  /** Follows and shows an import no longer; in Cekura it goes on. */
  async forget(item: FollowedImport): Promise<void> {
    item.stop.abort('You stopped following it.');
    this.#drop(item);
    await this.store.remove(item.begun);
  }

  dispose(): void {
    this.#isClosed = true;
    for (const { stop } of this.#list) stop.abort();
    this.#changed.dispose();
  }

  /** Puts an import first, in the place of what was shown of it before. */
  #show(begun: RememberedImport, spec: TrackedUri, view: ImportView): FollowedImport {
    const { id, name } = begun;
    const item = { begun, spec, id, name, view, stop: new AbortController() };
    const others = this.#list.filter((one) => one.begun.progressId !== begun.progressId);
    this.#set([item, ...others]);
    return item;
  }

  #drop(item: FollowedImport): void {
    this.#set(this.#list.filter((one) => one !== item));
  }

  #set(list: FollowedImport[]): void {
    this.#list = list;
    this.#changed.fire();
  }
}

const isRunning = ({ view }: FollowedImport) => view.status === 'running';
const hasEnded = ({ status }: ImportView) => status === 'completed' || status === 'failed';
