import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../server/src/messages';
import { fields, parseJson, text } from './cekura/parse';

/** Values that all windows on this machine share: a small file for each key. Throws what Node says of a disk that is full. */
export class SharedFolder {
  /** @param path of the folder, which is made when something is first kept */
  constructor(private readonly path: string) {}

  /** The value kept under a key; undefined when there is none. */
  get(key: string): JsonValue | undefined {
    return fields(this.#read(this.#file(key))).value;
  }

  /** Every key with a value. */
  get keys(): string[] {
    const names = this.#names().filter((name) => name.endsWith('.json'));
    return names.flatMap((name) => text(fields(this.#read(join(this.path, name))).key) ?? []);
  }

  /** Keeps a value, as JSON has it, or forgets it; other windows see the old one or the new one, never a part. */
  set(key: string, value: object | undefined): void {
    const file = this.#file(key);
    if (value === undefined) {
      rmSync(file, { force: true });
      return;
    }
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, JSON.stringify({ key, value }), { mode: 0o600 });
    renameSync(aside, file);
  }

  /**
   * Holds a key for this process: no other gets it before it is freed or this process has ended.
   *
   * @returns frees it, unless another has taken it since; undefined while another process holds it
   */
  hold(key: string): (() => void) | undefined {
    const file = this.#holdFile(key);
    const token = randomUUID();
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    this.#removeStale(file);
    // Written aside and linked, so that a hold is never seen without who holds it.
    const aside = `${file}.${token}`;
    writeFileSync(aside, JSON.stringify({ pid: process.pid, token }), { mode: 0o600 });
    try {
      linkSync(aside, file);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return undefined;
      throw error;
    } finally {
      rmSync(aside, { force: true });
    }
    held.add(token);
    return () => {
      held.delete(token);
      if (this.#holder(file)?.token === token) rmSync(file, { force: true });
    };
  }

  /** Frees a key whoever holds it. */
  free(key: string): void {
    rmSync(this.#holdFile(key), { force: true });
  }

  /** Takes away a hold of a process that has ended; another may do the same and hold it anew meanwhile. */
  #removeStale(file: string): void {
    const holder = this.#holder(file);
    if (holder === undefined || isHolding(holder)) return;
    const aside = `${file}.${randomUUID()}`;
    try {
      renameSync(file, aside);
      if (this.#holder(aside)?.token !== holder.token) linkSync(aside, file);
    } catch {
      // Another process was faster.
    } finally {
      rmSync(aside, { force: true });
    }
  }

  /** Who holds; undefined when nobody does. */
  #holder(file: string): Holder | undefined {
    if (!existsSync(file)) return undefined;
    const { pid, token } = fields(this.#read(file));
    return { pid: Number(pid), token: text(token) };
  }

  #file(key: string): string {
    return join(this.path, `${createHash('sha256').update(key).digest('hex')}.json`);
  }

  #holdFile(key: string): string {
    return this.#file(key).replace(/json$/, 'held');
  }

  #names(): string[] {
    try {
      return readdirSync(this.path);
    } catch {
      return [];
    }
  }

  #read(file: string): JsonValue | undefined {
    try {
      return parseJson(readFileSync(file, 'utf8'));
    } catch {
      return undefined;
    }
  }
}

interface Holder {
  pid: number;
  /** One for each hold. */
  token: string | undefined;
}

/** The tokens of what this process holds: another's number may have been given to it. */
const held = new Set<string | undefined>();

function isHolding({ pid, token }: Holder): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  return pid === process.pid ? held.has(token) : isAlive(pid);
}

/** Whether there is a process of this user with that number. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
