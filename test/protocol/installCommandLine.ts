import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { packCommandLine } from '../../scripts/packCli';
import { runProcess } from './commandLine';

/** Where the command line is installed from its package, as people have it. */
export const installed = 'build/command-line';

/** Installs the package in an empty folder, once for all tests. */
export async function setup(): Promise<void> {
  await rm(installed, { recursive: true, force: true });
  await mkdir(installed, { recursive: true });
  const tarball = resolve(await packCommandLine(installed));
  await writeFile(join(installed, 'package.json'), '{ "private": true }');
  const args = ['install', '--offline', '--no-audit', '--no-fund', tarball];
  const { code, stderr } = await runProcess('npm', args, { cwd: installed, shell: true });
  if (code !== 0) throw new Error(stderr);
}
