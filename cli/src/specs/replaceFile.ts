import { randomUUID } from 'node:crypto';
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/**
 * Writes a text into a file that is there, as a whole or not at all, in the encoding that it has. Links are followed.
 *
 * @throws what Node says of a file that cannot be written
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const real = await realpath(path);
  const [before, { mode }] = await Promise.all([readFile(real), stat(real)]);
  const aside = `${real}.${randomUUID()}.tmp`;
  try {
    await writeFile(aside, encoded(text, before), { flag: 'wx', mode });
    await rename(aside, real);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** UTF-16 where a byte order mark says so, as `decode` reads it. */
function encoded(text: string, [first, second]: Uint8Array): Buffer {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!isUtf16) return Buffer.from(text);
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return first === 0xff ? bytes : bytes.swap16();
}
