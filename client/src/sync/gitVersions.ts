import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import posix from 'node:path/posix';
import { askGit } from './git';

/** A file as a commit has it. */
export interface GitVersion {
  /** The hash of the commit. */
  commit: string;
  /** Where the file lay then: its path from the top of the repository, with `/`. */
  path: string;
  /** Its text, as it was committed. */
  text(): Promise<string>;
  /**
   * Another file at the same commit, as it was committed; undefined where there is no ordinary file of at most 50 MB
   * in the repository. Symbolic links are not followed.
   *
   * @param relativePath from the folder in which the file lay, with `/`
   */
  file(relativePath: string): Promise<Buffer | undefined>;
}

/** Versions that are given at most. */
const mostVersions = 50;

const mostBytes = {
  answer: 1_000_000,
  /** The API's limit of a knowledge file (later docs). */
  file: 50_000_000,
};

/**
 * The versions of a file in git, the newest commit first, at most 50, also those under its former names. None where there
 * is no git or no repository, where the file is not in the last commit, and where git cannot read it.
 *
 * @param path absolute path of the file
 */
export async function* gitVersions(path: string): AsyncGenerator<GitVersion, void, undefined> {
  const place = await placeInRepository(path);
  if (!place) return;
  let left = mostVersions;
  for await (const { commit, path, blob } of changesOf(place)) {
    const bytes = await readBlob(place.top, blob);
    if (bytes === undefined) continue;
    yield {
      commit,
      path,
      text: async () => new TextDecoder().decode(bytes),
      file: (relativePath) => readBeside(place.top, { commit, path }, relativePath),
    };
    left -= 1;
    if (left === 0) return;
  }
}

interface Place {
  /** The top folder of the repository, as an absolute path. */
  top: string;
  /** From there, with `/`. */
  path: string;
}

async function placeInRepository(path: string): Promise<Place | undefined> {
  const folder = await realpath(dirname(path)).catch(() => undefined);
  if (folder === undefined) return undefined;
  const said = await askGit(
    folder,
    ['rev-parse', '--show-cdup', '--show-prefix'],
    mostBytes.answer,
  );
  if (said === undefined) return undefined;
  const [up = '', ...rest] = said.toString().split('\n');
  const prefix = rest.join('\n').slice(0, -1);
  return { top: join(folder, up), path: prefix + basename(path) };
}

/** What a commit has made of a file. */
interface Change {
  commit: string;
  path: string;
  /** The hash of its content. */
  blob: string;
}

/** The commits in which the file has changed, the newest first; where one has renamed it, those before under its former name. */
async function* changesOf({ top, path }: Place): AsyncGenerator<Change, void, undefined> {
  let place: { path: string; from: string } | undefined = { path, from: 'HEAD' };
  while (place) {
    const rows: Row[] = await rowsOf(top, place.path, place.from);
    if (rows[0]?.status === 'D') return;
    for (const { commit, mode, blob } of rows) {
      if (isFile(mode)) yield { commit, path: place.path, blob };
    }
    const oldest: Row | undefined = rows.at(-1);
    place = oldest?.status === 'A' ? await renamedBy(top, oldest.commit, place.path) : undefined;
  }
}

/** `100644` and `100755`; not a symbolic link or a submodule. */
const isFile = (mode: string) => mode.startsWith('100');

interface Row {
  commit: string;
  /** The first letter says what happened: `A`dded, `D`eleted, `M`odified, … */
  status: string;
  mode: string;
  blob: string;
}

/** Without `-O`, the configuration may name a file that says in which order. */
const plain = [
  ...['-z', '--raw', '--no-abbrev', '--no-ext-diff', '--no-textconv', '--no-color'],
  '-O/dev/null',
];

/** The changes of a path in the history of a commit. */
async function rowsOf(top: string, path: string, from: string): Promise<Row[]> {
  const options = ['--format=%H', `--max-count=${mostVersions}`, '-m', '--no-renames'];
  const args = ['log', ...plain, ...options, '--end-of-options', from, '--', path];
  const said = await askGit(top, args, mostBytes.answer);
  const rows: Row[] = [];
  let commit = '';
  for (const part of (said?.toString() ?? '').split('\0')) {
    if (/^[\da-f]{40,64}$/.test(part)) commit = part;
    const [, mode, blob, status] = /^\n?:\d+ (\d+) [\da-f]+ ([\da-f]+) (\w)$/.exec(part) ?? [];
    if (mode === undefined || blob === undefined || status === undefined) continue;
    // A merge is told once for each parent.
    if (rows.at(-1)?.commit !== commit) rows.push({ commit, status, mode, blob });
  }
  return rows;
}

/** The former name of what a commit has renamed to a path, and the commit before. */
async function renamedBy(top: string, commit: string, path: string) {
  const options = ['-r', '-M', '--diff-filter=R', '--no-commit-id', '--end-of-options', commit];
  const said = await askGit(top, ['diff-tree', ...plain, ...options], mostBytes.answer);
  const parts = (said?.toString() ?? '').split('\0');
  // In threes: what happened, the old path and the new one.
  const at = parts.findIndex((part, index) => index % 3 === 2 && part === path);
  const former = parts[at - 1];
  return at < 0 || former === undefined ? undefined : { path: former, from: `${commit}^` };
}

async function readBeside(
  top: string,
  { commit, path }: Pick<GitVersion, 'commit' | 'path'>,
  relativePath: string,
) {
  if (posix.isAbsolute(relativePath)) return undefined;
  // One that leaves the repository is refused by git.
  const wanted = posix.join(posix.dirname(path), relativePath);
  const args = ['ls-tree', '-z', '--full-tree', '--end-of-options', commit, '--', wanted];
  const said = await askGit(top, args, mostBytes.answer);
  const [, mode = '', blob = ''] = /^(\d+) blob ([\da-f]+)\t/.exec(`${said ?? ''}`) ?? [];
  return isFile(mode) ? readBlob(top, blob) : undefined;
}

const readBlob = (top: string, blob: string) =>
  askGit(top, ['cat-file', 'blob', blob], mostBytes.file);
