import type { CallName } from './routes';

/** What can be held: the answers of one call, or the imports in the stages where they stand. */
export type Holdable = CallName | 'import';

/** What waits until it is released. */
export class Holds {
  readonly #waiting = new Map<Holdable, (() => void)[]>();

  /** Holds from now on what comes; it counts once, however often it is said. */
  hold(what: Holdable): void {
    if (!this.#waiting.has(what)) this.#waiting.set(what, []);
  }

  /** Resolves at once, or when what is held is released or steps. */
  async pass(what: Holdable): Promise<void> {
    await new Promise<void>((resolve) => {
      const waiting = this.#waiting.get(what);
      if (waiting) waiting.push(resolve);
      else resolve();
    });
  }

  /** Lets go on what waits now, and holds what comes then. */
  step(what: Holdable): void {
    for (const go of this.#waiting.get(what)?.splice(0) ?? []) go();
  }

  /** Lets go on what waits, and holds nothing more. */
  release(what: Holdable): void {
    this.step(what);
    this.#waiting.delete(what);
  }
}
