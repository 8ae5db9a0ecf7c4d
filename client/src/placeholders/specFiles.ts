import { constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import nodePath, { basename, relative, resolve, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileProblemText } from '../../../shared/src/fileProblems';
import { isAtOrIn } from '../../../shared/src/isAtOrIn';
import { hidesCharacters } from '../../../shared/src/plainText';
import type { Value } from './fillPlaceholders';

/** The folders that decide which files a spec may send; real paths of this machine. */
export interface SpecFolders {
  /** Where the spec stands: names of files are relative to it. */
  spec: string;
  /** What no file may lie outside of, symbolic links resolved: the workspace folder. */
  root: string;
}

type FileProblem = { problem: string };

/** In bytes. 50 MB is the API's limit of a knowledge file (later docs); no prompt comes near 1 MB. */
const limits = {
  text: { bytes: 1_000_000, says: 'is larger than 1 MB, the limit for text.' },
  base64: { bytes: 50_000_000, says: 'is larger than 50 MB, the limit of Cekura.' },
};

/**
 * A file that a spec names, as UTF-8 text (at most 1 MB) or in base64 (at most 50 MB). What lies
 * outside of the root or in a `.git` folder, also by a symbolic link, is missing, no ordinary file
 * or no text gives a problem.
 */
export function readSpecFile(
  name: string,
  as: 'text' | 'base64',
  folders: SpecFolders,
): Promise<Value> {
  return withSpecFile(name, folders, async (handle) => {
    const { bytes: limit, says } = limits[as];
    const { size } = await handle.stat();
    if (size > limit) return { problem: `The file ${name} ${says}` };
    // A file may grow meanwhile: one byte more than the limit tells.
    const bytes = await buffer(handle.createReadStream({ end: limit, autoClose: false }));
    if (bytes.length > limit) return { problem: `The file ${name} ${says}` };
    if (as === 'base64') return { text: bytes.toString('base64') };
    const text = utf8.decode(bytes);
    return text.includes('\0')
      ? { problem: `The file ${name} isn't text. Only knowledge base files can be of other types.` }
      : { text };
  });
}

/** A file that a spec names, unread. */
export interface FoundFile {
  /** In bytes. */
  size: number;
  /** Where it really lies: its path from the root, with `/`. */
  place: string;
}

/** Finds a file that a spec names; a problem where `readSpecFile` has one for any kind. */
export function findSpecFile(name: string, folders: SpecFolders): Promise<FoundFile | FileProblem> {
  return withSpecFile(name, folders, async (handle, place) => {
    const { size } = await handle.stat();
    return { size, place };
  });
}

/**
 * Opens a file once and gives it, with its path from the root, to `use` when it is an ordinary one that lies inside of the root.
 * What was opened is compared with what lies at the real path, as links may be exchanged meanwhile.
 */
async function withSpecFile<Result>(
  name: string,
  folders: SpecFolders,
  use: (handle: FileHandle, place: string) => Promise<Result>,
): Promise<Result | FileProblem> {
  let handle: FileHandle | undefined;
  try {
    const root = await realpath(folders.root);
    const problem = problemOfName(name, { ...folders, realRoot: root });
    if (problem) return problem;
    const path = await realpath(resolve(folders.spec, name));
    if (!isAtOrIn(path, root)) return outside(name, root);
    if (isGits(path)) return gits(name);
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const opened = await handle.stat({ bigint: true });
    if (opened.isDirectory()) return { problem: `The file ${name} ${reasons.EISDIR}` };
    if (!opened.isFile()) return { problem: `The file ${name} isn't a regular file.` };
    const there = await stat(path, { bigint: true });
    const isSame = opened.dev === there.dev && opened.ino === there.ino;
    if (!isSame || (await realpath(path)) !== path) return outside(name, root);
    return await use(handle, relative(root, path).replaceAll(sep, '/'));
  } catch (error) {
    return { problem: `The file ${name} ${reason(error)}` };
  } finally {
    await handle?.close();
  }
}

/**
 * What is wrong with a name by its text alone. Windows looks for another machine, and signs in there, as soon as
 * somebody asks about `\\host\share`: such a name is not looked at.
 *
 * @param path the rules for paths of this system
 */
export function problemOfName(
  name: string,
  { spec, root, realRoot }: SpecFolders & { realRoot: string },
  path: Pick<typeof nodePath, 'isAbsolute' | 'relative' | 'resolve'> = nodePath,
): FileProblem | undefined {
  if (hidesCharacters(name)) {
    return { problem: `The file ${name} has hidden characters in its name. Rename it.` };
  }
  const whole = path.resolve(spec, name);
  const isAllowed = [root, realRoot].some((folder) => isAtOrIn(whole, folder, path));
  if (!isAllowed) return outside(name, root);
  return isGits(whole) ? gits(name) : undefined;
}

/** Whether a path leads to what git keeps for itself, such as the token with which a checkout in CI reached its server. */
const isGits = (path: string) => path.split(/[/\\]/).some((step) => step.toLowerCase() === '.git');

const gits = (name: string): FileProblem => ({
  problem: `The file ${name} belongs to git and can't be sent.`,
});

const outside = (name: string, root: string): FileProblem => ({
  problem: `The file ${name} is outside the folder ${basename(root)}. Copy it into that folder.`,
});

const utf8 = new TextDecoder('utf-8', { fatal: true });

const reasons: Record<string, string> = {
  ENOENT: fileProblemText.missing,
  ENOTDIR: fileProblemText.missing,
  EISDIR: fileProblemText.folder,
  EACCES: "can't be read: permission denied.",
  ELOOP: 'is a link to itself.',
  ERR_ENCODING_INVALID_ENCODED_DATA: "isn't UTF-8. Save it with that encoding.",
};

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? `can't be read (${code}).`;
}
