import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import envPaths from 'env-paths';

/**
 * Loads a bundle with the code that V8 made of it in an earlier run, which saves a third of the start: Node's own cache
 * leaves out the functions that are compiled when they are first called. It is kept in the user's cache folder; where that
 * does not work the bundle is loaded without.
 *
 * @param file a CommonJS module, as an absolute path
 * @param hash of what is in it, in ASCII: V8 itself compares no more than lengths
 * @returns what it exports, and what keeps its code as far as there is any by then, where none was kept before
 */
export function requireCached(
  file: string,
  hash: string,
): { exports: unknown; keepCode: () => void } {
  const require = createRequire(file);
  // Node has it from 20.15 on.
  if (typeof crc32 !== 'function') return { exports: require(file), keepCode: () => undefined };
  const cache = cacheOf(file);
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`;
  const cachedData = readCache(cache, hash);
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  script
    .runInThisContext()
    .call(module.exports, module.exports, require, module, file, dirname(file));
  let isKept = cachedData !== undefined && !script.cachedDataRejected;
  const keepCode = () => {
    if (!isKept) writeCache(cache, hash, script.createCachedData());
    isKept = true;
  };
  return { exports: module.exports, keepCode };
}

/** One for each kind of V8, as its code is of no use to another. */
function cacheOf(file: string): string {
  const { cache } = envPaths('cekura-agent-specs', { suffix: '' });
  return join(cache, `${basename(file)}-${process.versions.v8}-${process.arch}`);
}

/** Bytes before the code; V8 copies code that does not begin at a multiple of 8. */
export const headerLength = 128;

/** What stands before the code: of which bundle it is, and a sum of it, as V8 ends the process over damaged code. */
export function headerOf(hash: string, data: Buffer): Buffer {
  return Buffer.alloc(headerLength, `${hash} ${crc32(data)}`.padEnd(headerLength));
}

/** What is read is run as code: it has to be a file of this user in a folder of theirs, not what a link leads to. */
function readCache(path: string, hash: string): Buffer | undefined {
  try {
    if (!isOwnFolder(dirname(path))) return undefined;
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const content = isOwn(fstatSync(file)) ? readFileSync(file) : Buffer.alloc(0);
      const data = content.subarray(headerLength);
      return content.subarray(0, headerLength).equals(headerOf(hash, data)) ? data : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function isOwnFolder(path: string): boolean {
  const stats = lstatSync(path);
  return stats.isDirectory() && isOwn(stats);
}

const othersMayWrite = 0o022;

/** Whether something belongs to this user, and nobody else may write it. Windows keeps the cache folder of a user from others. */
function isOwn({ uid, mode }: Stats): boolean {
  return !process.getuid || (uid === process.getuid() && (mode & othersMayWrite) === 0);
}

/** Written aside and then renamed, as another server may be reading it. */
function writeCache(path: string, hash: string, data: Buffer): void {
  const folder = dirname(path);
  const aside = `${path}.${Math.random().toString(36).slice(2)}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOwnFolder(folder)) return;
    // `wx`: neither over a file that is there nor through a link.
    writeFileSync(aside, Buffer.concat([headerOf(hash, data), data]), { mode: 0o600, flag: 'wx' });
    renameSync(aside, path);
    removeOld(folder);
  } catch {
    // The next start is as slow as this one.
  }
}

/** In milliseconds: what is older belongs to a V8 that has been replaced, or is made anew in one start. */
const oldMs = 60 * 24 * 3_600_000;

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - lstatSync(path).mtimeMs > oldMs) rmSync(path);
  }
}
