import { window } from 'vscode';
import type { SpecStore } from '../specs/specStore';
import type { TrackedUri } from '../specs/uriTracker';
import { notify } from '../ui/notifications';
import { tellNotNoted } from './whyNothingWasSent';

const doing = { create: 'creating', update: 'updating', import: 'importing' } as const;
const anyway = { create: 'Create Anyway', update: 'Update Anyway', import: 'Import Anyway' };

/** Whatever is done to the agent of a spec, one thing after another, in all windows. */
export class OneAtATime {
  readonly #running = new Map<TrackedUri, keyof typeof doing>();

  constructor(private readonly store: Pick<SpecStore, 'hold' | 'release'>) {}

  /** Does something to the agent of a spec, or says that something is being done to it. */
  async run(spec: TrackedUri, action: keyof typeof doing, act: () => Promise<void>): Promise<void> {
    const running = this.#running.get(spec);
    if (running) {
      notify(window.showInformationMessage, `Already ${doing[running]} this agent.`);
      return;
    }
    const release = this.#hold(spec, action, act);
    if (!release) return;
    this.#running.set(spec, action);
    try {
      await act();
    } finally {
      this.#running.delete(spec);
      release();
    }
  }

  /** Keeps other windows from the agent of a spec; undefined after saying why that cannot be. */
  #hold(
    spec: TrackedUri,
    action: keyof typeof doing,
    act: () => Promise<void>,
  ): (() => void) | undefined {
    try {
      const release = this.store.hold(spec.uri);
      if (release) return release;
    } catch {
      tellNotNoted(action);
      return undefined;
    }
    const message = `Another window is already ${doing[action]} this agent.`;
    notify(window.showWarningMessage, message, {
      [anyway[action]]: () => {
        this.store.release(spec.uri);
        return this.run(spec, action, act);
      },
    });
    return undefined;
  }
}
