import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
   * @returns frees it; undefined while another process holds it
   */
  hold(key: string): (() => void) | undefined {
    const file = this.#holdFile(key);
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    if (!isAlive(Number(this.#read(file)))) rmSync(file, { force: true });
    try {
      writeFileSync(file, `${process.pid}`, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
      throw error;
    }
    return () => rmSync(file, { force: true });
  }

  /** Frees a key whoever holds it. */
  free(key: string): void {
    rmSync(this.#holdFile(key), { force: true });
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

/** Whether there is a process of that number. One that may not be signalled is there. */
function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
