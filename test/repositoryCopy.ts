import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What is not in git. */
const leftOut = [
  ...['.git', '.vscode-test', 'build', 'dist', 'node_modules'],
  'server/src/schema/generated',
].map((name) => resolve(name));

/** A copy of this repository in a temporary folder, for what changes or builds it. It shares `node_modules`. */
export class RepositoryCopy {
  private constructor(readonly folder: string) {}

  static async make(): Promise<RepositoryCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'cekura-agent-specs-'));
    const filter = (path: string) => !leftOut.includes(resolve(path));
    await cp('.', folder, { recursive: true, filter });
    await symlink(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    return new RepositoryCopy(folder);
  }

  /** The absolute path of a file in it. */
  path(file: string): string {
    return join(this.folder, file);
  }

  /**
   * Runs a script of package.json in it.
   * @throws with what the script said, when it fails
   */
  async npmRun(script: string, env: NodeJS.ProcessEnv = {}): Promise<void> {
    const child = spawn('npm', ['run', script], {
      cwd: this.folder,
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
    const code = await new Promise((done, fail) => child.on('error', fail).on('close', done));
    if (code !== 0) throw new Error(`npm run ${script} ended with ${code}.\n${said}`);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
