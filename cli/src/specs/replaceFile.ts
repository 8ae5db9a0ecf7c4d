import { randomUUID } from 'node:crypto';
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { decode } from '../../../server/src/entry/core';

/** A file changed on disk since it was read. */
export class SavedMeanwhile extends Error {
  constructor() {
    super('the file changed on disk. Run the command again');
  }
}

/** A text and its replacement, with or without a byte order mark: the file keeps the one it has. */
interface Replacement {
  before: string;
  after: string;
}

/** A read-only file. Renaming another over it would succeed, as only its folder has to be writable. */
class ReadOnly extends Error {
  constructor() {
    super('the file is read-only');
  }
}

/** Throws when a file is read-only, or Node's error when it doesn't exist. */
export async function expectWritable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o222) === 0) throw new ReadOnly();
}

/**
 * Throws when a file no longer has this text, or is read-only.
 *
 * @throws SavedMeanwhile, or Node's error when the file can't be read
 */
export async function expectReplaceable(path: string, before: string): Promise<void> {
  await expectWritable(path);
  if (withoutMark(decode(await readFile(path))) !== withoutMark(before)) throw new SavedMeanwhile();
}

/**
 * Replaces the text of an existing file atomically, in its encoding. Symbolic links are followed.
 *
 * @throws SavedMeanwhile, or Node's error when the file can't be written
 */
export async function replaceFile(path: string, { before, after }: Replacement): Promise<void> {
  const real = await realpath(path);
  const [bytes, { mode }] = await Promise.all([readFile(real), stat(real)]);
  const aside = `${real}.${randomUUID()}.tmp`;
  try {
    await writeFile(aside, encoded(withoutMark(after), bytes), { flag: 'wx', mode });
    await expectReplaceable(real, before);
    await rename(aside, real);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** Encodes a text with the byte order mark that the file had, UTF-16 included: see `decode`. */
function encoded(text: string, [first, second, third]: Uint8Array): Buffer {
  if (first === 0xef && second === 0xbb && third === 0xbf) return Buffer.from(`\ufeff${text}`);
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!isUtf16) return Buffer.from(text);
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return first === 0xff ? bytes : bytes.swap16();
}

const withoutMark = (text: string) => text.replace(/^\ufeff/, '');
