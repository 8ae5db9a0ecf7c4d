import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Longest wait for an answer of git, in milliseconds. */
const longestMs = 10_000;

/** What a repository could run programs by is switched off, and so is what changes the form of the answers. */
const settings = [
  'core.fsmonitor=false',
  'log.showSignature=false',
  'log.showRoot=true',
  'log.follow=false',
  // What `-m` means.
  'log.diffMerges=separate',
  'i18n.logOutputEncoding=UTF-8',
  'diff.renameLimit=1000',
  // A folder that only looks like a repository has a configuration that came with it.
  'safe.bareRepository=explicit',
].flatMap((setting) => ['-c', setting]);

/** Of git's own variables, those that say which configuration holds; the others could lead to another repository. */
const keptVariables = /^GIT_(?:CONFIG|EXEC_PATH$|CEILING_DIRECTORIES$)/;

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_') || keptVariables.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    // Objects that a partial clone lacks are not fetched.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

/**
 * Asks git something that changes nothing, and gives what it prints; undefined where there is no git, where it fails,
 * and where it takes longer than 10 seconds.
 *
 * @param folder absolute path
 * @param args paths in them are meant to the letter
 * @param mostBytes of what it prints: more is a failure
 */
export async function askGit(
  folder: string,
  args: readonly string[],
  mostBytes: number,
): Promise<Buffer | undefined> {
  if (!(await isInstalled())) return undefined;
  const all = ['--no-pager', '--literal-pathspecs', ...settings, '-C', folder, ...args];
  try {
    const { stdout } = await run('git', all, {
      // Not the folder: Windows looks for programs where a process begins, before it looks elsewhere.
      cwd: dirname(process.execPath),
      env: environment(),
      encoding: 'buffer',
      timeout: longestMs,
      maxBuffer: mostBytes,
      windowsHide: true,
    });
    return stdout;
  } catch {
    return undefined;
  }
}

let installed: Promise<boolean> | undefined;

/** On a Mac without developer tools, `git` is a program that opens a dialog to install them. */
function isInstalled(): Promise<boolean> {
  installed ??=
    process.platform === 'darwin'
      ? run('/usr/bin/xcode-select', ['-p'], { timeout: longestMs }).then(
          () => true,
          () => false,
        )
      : Promise.resolve(true);
  return installed;
}
