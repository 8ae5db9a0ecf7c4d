import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve } from 'node:path';
import type { Value } from './placeholders';

const largestFile = 50_000_000;

/** The folders that decide which files a spec may send; real paths of this machine. */
export interface SpecFolders {
  /** Where the spec stands: names of files are relative to it. */
  spec: string;
  /** What no file may lie outside of, symbolic links resolved: the workspace folder. */
  root: string;
}

/**
 * A file that a spec names, as UTF-8 text or in base64. A file outside of the root, also by a
 * symbolic link, larger than 50 MB (the API's limit of a knowledge file, later docs) or missing
 * gives a problem.
 */
export async function readSpecFile(
  name: string,
  as: 'text' | 'base64',
  folders: SpecFolders,
): Promise<Value> {
  try {
    const path = await realpath(resolve(folders.spec, name));
    if (!isInside(path, await realpath(folders.root))) {
      return {
        problem: `The file ${name} lies outside of the folder ${basename(folders.root)}, so it is not sent: copy it into that folder.`,
      };
    }
    const { size } = await stat(path);
    if (size > largestFile) {
      return { problem: `The file ${name} is larger than 50 MB, the most that Cekura takes.` };
    }
    const bytes = await readFile(path);
    return { text: as === 'base64' ? bytes.toString('base64') : utf8.decode(bytes) };
  } catch (error) {
    return { problem: `The file ${name} ${reason(error)}` };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function isInside(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '' && !isAbsolute(way) && !/^\.\.([/\\]|$)/.test(way);
}

const reasons: Record<string, string> = {
  ENOENT: 'does not exist: its path is relative to the spec.',
  ENOTDIR: 'does not exist: its path is relative to the spec.',
  EISDIR: 'is a folder: name a file in it.',
  EACCES: 'may not be read by you.',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'is not UTF-8 text: save it in that encoding.',
};

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? `could not be read (${code}).`;
}
