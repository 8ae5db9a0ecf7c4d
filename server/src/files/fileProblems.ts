import { lstat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { isAtOrIn } from '../../../shared/src/isAtOrIn';
import type { FileProblem } from '../rules/missingFiles';

/** Where the files of a spec may lie: absolute paths. */
export interface SpecFolders {
  /** The spec's own: names of files are relative to it. */
  spec: string;
  /** What no file may lie outside of. */
  root: string;
}

/** Names that are looked at for one spec: a text may hold any number. */
const mostNames = 1_000;

/**
 * Looks whether the files that a spec names are there. Nothing outside of the root is touched, and no symbolic link is
 * followed: of what lies behind one nothing is said.
 */
export async function fileProblems(
  names: Iterable<string>,
  folders: SpecFolders,
): Promise<Map<string, FileProblem>> {
  const problems = new Map<string, FileProblem>();
  for (const name of [...new Set(names)].slice(0, mostNames)) {
    const problem = await problemOf(name, folders);
    if (problem !== undefined) problems.set(name, problem);
  }
  return problems;
}

async function problemOf(
  name: string,
  { spec, root }: SpecFolders,
): Promise<FileProblem | undefined> {
  const whole = resolve(spec, name);
  if (!isAtOrIn(whole, root)) return 'outside';
  try {
    let path = root;
    let isFolder = true;
    for (const step of relative(root, whole).split(sep).filter(Boolean)) {
      path = join(path, step);
      const found = await lstat(path);
      if (found.isSymbolicLink()) return undefined;
      isFolder = found.isDirectory();
    }
    return isFolder ? 'folder' : undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return absent.has(code) ? 'missing' : undefined;
  }
}

const absent = new Set<unknown>(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']);
