import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { longestText } from '../parser/limits';

/** The files that hold specs, below any folder; the manifest's `filenamePatterns` say the same. */
export const specPattern = '**/*.cekura-agent.{yaml,yml}';

/**
 * Finds files below a folder, by a glob pattern with `/`.
 *
 * @param folder as an absolute path
 * @returns absolute paths; none below `node_modules` and `.git`, and none behind symbolic links,
 *   which may lead to a whole disk or back to the folder
 */
export async function findSpecs(folder: string, pattern = specPattern): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const paths = await glob(pattern, {
    cwd: folder,
    absolute: true,
    ignore: ['**/node_modules/**', '**/.git/**'],
    followSymbolicLinks: false,
  });
  return paths.sort();
}

/** Bytes in which any text is too long to be checked: UTF-8 takes three at most for a UTF-16 unit. */
const mostBytes = 3 * longestText;

/**
 * Reads a spec, as far as it takes to see that it is too long.
 *
 * @throws what Node says of a file that cannot be read
 */
export async function readSpec(path: string): Promise<string> {
  return decode(await buffer(createReadStream(path, { end: mostBytes })));
}

/** UTF-8, or UTF-16 where a byte order mark says so; `\ufffd` stands for what is neither. */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
