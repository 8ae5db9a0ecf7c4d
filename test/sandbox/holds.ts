import type { CallName } from './routes';

/** What can be held: the answers of one call, or the imports in the stages where they stand. */
export type Holdable = CallName | 'import';

/** What waits until it is released. */
export class Holds {
  readonly #waiting = new Map<Holdable, (() => void)[]>();
  /** Steps that were said before anything waited: what comes next takes one. */
  readonly #steps = new Map<Holdable, number>();

  /** Holds from now on what comes; it counts once, however often it is said. */
  hold(what: Holdable): void {
    if (!this.#waiting.has(what)) this.#waiting.set(what, []);
  }

  /** Resolves at once, or when what is held is released or steps. */
  async pass(what: Holdable): Promise<void> {
    await new Promise<void>((resolve) => {
      const waiting = this.#waiting.get(what);
      const steps = this.#steps.get(what) ?? 0;
      if (waiting && steps === 0) return void waiting.push(resolve);
      if (waiting) this.#steps.set(what, steps - 1);
      resolve();
    });
  }

  /** Lets go on what waits now, or else the next that comes, and holds what comes then. */
  step(what: Holdable): void {
    const waiting = this.#waiting.get(what)?.splice(0) ?? [];
    for (const go of waiting) go();
    if (waiting.length === 0) this.#steps.set(what, (this.#steps.get(what) ?? 0) + 1);
  }

  /** Lets go on what waits, and holds nothing more. */
  release(what: Holdable): void {
    this.step(what);
    this.#waiting.delete(what);
    this.#steps.delete(what);
  }
}
