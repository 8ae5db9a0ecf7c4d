import { randomUUID } from 'node:crypto';
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { decode } from '../../../server/src/entry/core';

/** Somebody has saved a file since it was read. */
export class SavedMeanwhile extends Error {
  constructor() {
    super('it was saved meanwhile. Run it again');
  }
}

/** A text and what takes its place, whether with a byte order mark or without: the file keeps its own. */
interface Replacement {
  before: string;
  after: string;
}

/** A file that nobody may write, though its folder would let another take its place. */
class ReadOnly extends Error {
  constructor() {
    super('it is read-only');
  }
}

/** Throws where a file is read-only, and what Node says of a file that is not there. */
export async function expectWritable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o222) === 0) throw new ReadOnly();
}

/**
 * Throws where a file no longer has the text that it had, or is read-only.
 *
 * @throws SavedMeanwhile, and what Node says of a file that cannot be read
 */
export async function expectReplaceable(path: string, before: string): Promise<void> {
  await expectWritable(path);
  if (withoutMark(decode(await readFile(path))) !== withoutMark(before)) throw new SavedMeanwhile();
}

/**
 * Writes a text into a file that is there, as a whole or not at all, in the encoding that it has. Links are followed.
 *
 * @throws SavedMeanwhile, and what Node says of a file that cannot be written
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

/** With the byte order mark that was there, which says UTF-16 as well: see `decode`. */
function encoded(text: string, [first, second, third]: Uint8Array): Buffer {
  if (first === 0xef && second === 0xbb && third === 0xbf) return Buffer.from(`\ufeff${text}`);
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!isUtf16) return Buffer.from(text);
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return first === 0xff ? bytes : bytes.swap16();
}

const withoutMark = (text: string) => text.replace(/^\ufeff/, '');
