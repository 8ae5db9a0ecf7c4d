import { EventEmitter, type Uri } from 'vscode';
import type { Difference } from '../../../shared/src/sync';
import type { TrackedUri, UriTracker } from '../specs/uriTracker';
import type { UnsureSecret } from '../sync/unsureSecrets';

/** How a spec and its agent stood to each other. */
export type State = 'inStep' | 'here' | 'there' | 'both' | 'differs' | 'gone';

/** What was last known of a spec and its agent. */
export interface Known {
  state: State;
  /** When, in milliseconds since 1970. */
  at: number;
  /** The version of the text that it was known of. */
  version: number;
  /** Secrets of which nobody knows whether they were sent. */
  unsure: UnsureSecret[];
}

/** What this window knows of specs and their agents. */
export class KnownStates {
  readonly #known = new WeakMap<TrackedUri, Known>();
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(private readonly uris: Pick<UriTracker, 'at'>) {}

  get(spec: Uri): Known | undefined {
    return this.#known.get(this.uris.at(spec));
  }

  /**
   * Takes note of how a spec and its agent stand to each other now.
   *
   * @param found what differs, or `gone`: there is no such agent
   * @param version of the text that was compared
   */
  note(
    spec: Uri,
    found: readonly Difference[] | 'gone',
    version: number,
    unsure: UnsureSecret[] = [],
  ): void {
    const state = found === 'gone' ? found : stateOf(found);
    this.#known.set(this.uris.at(spec), { state, at: Date.now(), version, unsure });
    this.#changed.fire();
  }
}

/** How a spec and its agent stand to each other, by what differs. */
function stateOf(differences: readonly Difference[]): State {
  const changed = new Set(differences.map((difference) => difference.changed));
  if (changed.has('both') || (changed.has('here') && changed.has('there'))) return 'both';
  if (changed.has('unknown')) return 'differs';
  const [only] = changed;
  return only === 'here' || only === 'there' ? only : 'inStep';
}
