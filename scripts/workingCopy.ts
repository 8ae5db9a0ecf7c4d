import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Copies a folder for a user to work in, and brings in what has changed since: files the user has
 * edited or deleted stay as they are.
 *
 * @param taken where the files are kept as they were taken last, to tell what the user changed
 */
export async function refreshWorkingCopy(from: string, to: string, taken: string): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const source = join(entry.parentPath, entry.name);
    const path = source.slice(from.length + 1);
    const [mine, before] = await Promise.all([
      contents(join(to, path)),
      contents(join(taken, path)),
    ]);
    if (mine === before) await copy(source, join(to, path));
    await copy(source, join(taken, path));
  }
}

async function contents(path: string): Promise<string | undefined> {
  return readFile(path, 'base64').catch(() => undefined);
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}
