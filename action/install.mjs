import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Installs the command line in a new folder outside of the checkout, so that nothing that is committed there is run or
 * configures npm.
 *
 * @param {string} name the package, as npm takes it
 * @param {NodeJS.ProcessEnv} env of npm
 * @returns {Promise<string | undefined>} the script that starts it; undefined when npm failed and has said why
 */
export async function install(name, env) {
  const folder = await mkdtemp(join(process.env.RUNNER_TEMP || tmpdir(), 'cekura-agent-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawn('npm', ['install', '--prefix', folder, ...flags, name], {
    cwd: folder,
    env,
    // Standard output is that of the command line.
    stdio: ['ignore', 'ignore', 'inherit'],
    // There npm is a script, which only a shell starts.
    shell: process.platform === 'win32',
  });
  const [code] = await once(npm, 'close');
  return code === 0 ? join(folder, 'node_modules/cekura-agent/dist/cli.js') : undefined;
}
