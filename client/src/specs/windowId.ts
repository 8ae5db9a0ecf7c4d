import { randomUUID } from 'node:crypto';
import type { Memento } from 'vscode';
import type { SharedFolder } from './sharedFolder';

/**
 * What a window is called, the same through all reloads. The state of a workspace may be copied: while another window has
 * the name that stands there, this one takes a new name, and what is kept under the other one as well.
 */
export class WindowId {
  #id: string | undefined;
  #release: (() => void) | undefined;

  /** @param folder keeps values by keys that begin with the id and a space */
  constructor(
    private readonly state: Pick<Memento, 'get' | 'update'>,
    private readonly folder: SharedFolder,
  ) {}

  get value(): string {
    this.#id ??= this.#find();
    return this.#id;
  }

  /** The window closes or is reloaded. */
  dispose(): void {
    this.#release?.();
  }

  #find(): string {
    const known = this.state.get<string>(storedAs);
    if (known !== undefined && this.#hold(known)) return known;
    const id = randomUUID();
    this.#hold(id);
    void this.state.update(storedAs, id);
    if (known !== undefined) this.#copy(known, id);
    return id;
  }

  /** Whether no other window has the id; also where the disk does not tell. */
  #hold(id: string): boolean {
    try {
      this.#release = this.folder.hold(id);
      return this.#release !== undefined;
    } catch {
      return true;
    }
  }

  #copy(from: string, to: string): void {
    for (const key of this.folder.keys.filter((key) => key.startsWith(`${from} `))) {
      const value = this.folder.get(key);
      this.folder.set(to + key.slice(from.length), value ?? undefined);
    }
  }
}

const storedAs = 'window';
