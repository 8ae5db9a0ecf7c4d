import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
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
   * the new one, never a part; after this, it is the new one, and what is forgotten stays so.
   */
  set(key: string, value: object | string | number | boolean | undefined): void {
    const file = this.#file(key);
    if (value === undefined) {
      if (!existsSync(file)) return;
      rmSync(file, { force: true });
      flushNames(this.path);
      return;
    }
    this.#make();
    const aside = `${file}.${process.pid}`;
    const opened = openSync(aside, 'w', 0o600);
    try {
      writeFileSync(opened, JSON.stringify({ key, value }));
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    renameSync(aside, file);
    flushNames(this.path);
  }

  /** Makes the folder, and those around it, where they are missing. */
  #make(): void {
    const first = mkdirSync(this.path, { recursive: true, mode: 0o700 });
    if (first === undefined) return;
    for (let made = this.path; made.length >= first.length; made = dirname(made))
      flushNames(dirname(made));
  }

  /**
   * Holds a key for this process: no other gets it before it is released or this process has ended. Who tries at the very
   * same time may be refused, too. Throws what Node says where that cannot be made sure.
   *
   * @returns releases it; undefined while another holds it
   */
  hold(key: string): (() => void) | undefined {
    this.#make();
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
      const isOver = (name: string) =>
        this.#isOf(key, name) ? !isHeld(name) : !isOwnerAlive(name);
      const over = claims.filter(isOver);
      this.#remove(over);
      isAlone = claims.every(
        (name) => name === claim || !this.#isOf(key, name) || over.includes(name),
      );
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

/** Brings the names in a folder to the disk; Windows does so by itself and lets nobody ask for it. */
function flushNames(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
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

/** Whether who made a claim still holds it: its number may have been given to another process. It may take a second to know. */
function isHeld(claim: string): boolean {
  if (!isOwnerAlive(claim)) return false;
  const [, pid, began] = claim.split('.');
  if (Number(pid) === process.pid || began === unknownStart) return true;
  return (startOf(Number(pid)) ?? began) === began;
}

/** Whether a process with the number of the one that made a claim runs; of this one, whether it made it. */
function isOwnerAlive(claim: string): boolean {
  const pid = Number(claim.split('.')[1]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  return pid === process.pid ? claimed.has(claim) : isAlive(pid);
}

/** Whether there is a process with that number; one of another user may not be asked. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
