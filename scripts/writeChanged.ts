import { readFile, writeFile } from 'node:fs/promises';

/** Writes a file unless it holds just that: what is built again from the same sources can be read meanwhile. */
export async function writeChanged(path: string, contents: string | Uint8Array): Promise<void> {
  const bytes = Buffer.from(contents);
  const before = await readFile(path).catch(() => undefined);
  if (before === undefined || !bytes.equals(before)) await writeFile(path, bytes);
}
