import type { KeptSecrets } from './keptSecrets';

/** The secrets that specs name as `${secret:name}`, in the secret storage of the editor. */
export class SecretStore {
  constructor(private readonly storage: KeptSecrets) {}

  /** The value of a secret; undefined when it was never given. */
  get(name: string): Promise<string | undefined> {
    return this.storage.get(storedAs(name));
  }

  forget(name: string): Promise<void> {
    return this.storage.delete(storedAs(name));
  }

  /** Keeps a value in the place of the one before. */
  keep(name: string, value: string): Promise<void> {
    return this.storage.store(storedAs(name), value);
  }
}

const storedAs = (name: string) => `secret:${name}`;
