import { EventEmitter } from 'node:events';
import type { Disposable, SecretStorage } from 'vscode';

/**
 * The secret storage of the editor. Where it fails, as on a Linux without a keyring, what is stored counts until the
 * window closes.
 */
export class KeptSecrets {
  readonly #untilClosed = new Map<string, string>();
  readonly #changes = new EventEmitter();

  /** @param tellOnce called when a value could not be kept for the first time */
  constructor(
    private readonly storage: SecretStorage,
    private tellOnce: () => void,
  ) {}

  /** The value stored under a name; undefined when there is none. Never rejects. */
  async get(name: string): Promise<string | undefined> {
    const known = this.#untilClosed.get(name);
    if (known !== undefined) return known;
    try {
      return await this.storage.get(name);
    } catch {
      return undefined;
    }
  }

  /** Stores a value in the place of the one before. Never rejects. */
  async store(name: string, value: string): Promise<void> {
    try {
      await this.storage.store(name, value);
      this.#untilClosed.delete(name);
    } catch {
      this.#untilClosed.set(name, value);
      this.tellOnce();
      this.tellOnce = () => undefined;
      this.#changes.emit('change', name);
    }
  }

  /** Forgets a value. Rejects with what the storage says when it may still have it. */
  async delete(name: string): Promise<void> {
    const wasHere = this.#untilClosed.delete(name);
    try {
      await this.storage.delete(name);
    } catch (error) {
      if (!wasHere) throw error;
      this.#changes.emit('change', name);
    }
  }

  /** Calls back with the name of each value that was stored or forgotten, here or in another window. */
  onDidChange(listener: (name: string) => unknown): Disposable {
    const ofStorage = this.storage.onDidChange(({ key }) => listener(key));
    this.#changes.on('change', listener);
    return {
      dispose: () => {
        ofStorage.dispose();
        this.#changes.off('change', listener);
      },
    };
  }
}
