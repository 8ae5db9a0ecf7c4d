import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What git prints, in lines; throws when it ends with an error. */
async function git(...args: string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)('git', args);
  return stdout.split('\n').filter((line) => line !== '');
}

/** The commit at which this branch left `main`; on `main`, the last one. */
export async function commonCommit(): Promise<string> {
  for (const main of ['main', 'origin/main']) {
    const [commit] = await git('merge-base', 'HEAD', main).catch(() => []);
    if (commit !== undefined) return commit;
  }
  return 'HEAD';
}

/** Paths of the files that were changed, added or removed since a commit, whether that is committed or not. */
export async function changedFiles(since: string): Promise<string[]> {
  const [tracked, others] = await Promise.all([
    git('diff', '--name-only', since),
    git('ls-files', '--others', '--exclude-standard'),
  ]);
  return [...tracked, ...others];
}
