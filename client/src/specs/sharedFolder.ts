import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../../shared/src/messages';
import { fields, parseJson, text } from '../api/parse';
import { startOf } from './processStart';

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

  /**
   * Keeps a value, as JSON has it, or forgets it. Other windows, and the next one after a power cut, see the old one or
   * the new one, never a part; after this, it is the new one.
   */
  set(key: string, value: object | undefined): void {
    const file = this.#file(key);
    if (value === undefined) {
      rmSync(file, { force: true });
      return;
    }
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    const aside = `${file}.${process.pid}`;
    const opened = openSync(aside, 'w', 0o600);
    try {
      writeFileSync(opened, JSON.stringify({ key, value }));
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    renameSync(aside, file);
    this.#flushNames();
  }

  /** Brings the new name of a file to the disk; Windows does so by itself and lets nobody ask for it. */
  #flushNames(): void {
    if (process.platform === 'win32') return;
    const folder = openSync(this.path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }

  /**
   * Holds a key for this process: no other gets it before it is released or this process has ended. Who tries at the very
   * same time may be refused, too. Throws what Node says where that cannot be made sure.
   *
   * @returns releases it; undefined while another holds it
   */
  hold(key: string): (() => void) | undefined {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    const claim = [this.#nameOf(key), process.pid, ownStart(), randomUUID(), 'held'].join('.');
    const release = () => {
      claimed.delete(claim);
      this.#remove([claim]);
    };
    // Claimed first and looked around after it: of two, at least the later one sees the other.
    writeFileSync(join(this.path, claim), '', { flag: 'wx', mode: 0o600 });
    claimed.add(claim);
    let isAlone = false;
    try {
      const claims = readdirSync(this.path).filter(isClaim);
      const held = claims.filter(isHeld);
      this.#remove(claims.filter((name) => !held.includes(name)));
      isAlone = held.every((name) => name === claim || !this.#isOf(key, name));
    } finally {
      if (!isAlone) release();
    }
    return isAlone ? release : undefined;
  }

  /** Releases a key whoever holds it. */
  release(key: string): void {
    this.#remove(this.#names().filter((name) => isClaim(name) && this.#isOf(key, name)));
  }

  /** Takes files away where the system lets it. */
  #remove(names: readonly string[]): void {
    for (const name of names) {
      try {
        rmSync(join(this.path, name), { force: true, maxRetries: 3, retryDelay: 20 });
      } catch {
        // Another program reads it, as on Windows: it counts until this process ends.
      }
    }
  }

  #isOf(key: string, name: string): boolean {
    return name.startsWith(this.#nameOf(key));
  }

  #nameOf(key: string): string {
    return createHash('sha256').update(key).digest('hex');
  }

  #file(key: string): string {
    return join(this.path, `${this.#nameOf(key)}.json`);
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

/** What this process holds: another's number may have been given to it. */
const claimed = new Set<string>();

/** A claim is a file that says all in its name, so that nobody sees half of one. */
const isClaim = (name: string) => name.endsWith('.held');

let start: string | undefined;
function ownStart(): string {
  start ??= startOf(process.pid) ?? unknownStart;
  return start;
}
const unknownStart = 'unknown';

/** Whether who made a claim still holds it: its number may have been given to another process. */
function isHeld(claim: string): boolean {
  const [, number, began] = claim.split('.');
  const pid = Number(number);
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return claimed.has(claim);
  return isAlive(pid) && (began === unknownStart || (startOf(pid) ?? began) === began);
}

/** Whether there is a process with that number; one of another user may not be asked. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
