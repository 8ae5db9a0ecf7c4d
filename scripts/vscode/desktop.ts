import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inheritedEnvironment } from './environment';
import { type Settings, userSettings, writeSettings } from './settings';

export interface DesktopOptions {
  /** Where this VS Code keeps everything, apart from the user's own. */
  home: string;
  folder: string;
  /** The extension under development. */
  extension: string;
  env: Record<string, string>;
  /** Settings beside the usual ones. */
  settings: Settings;
}

/**
 * Opens the installed desktop VS Code and resolves when its window is closed. Ctrl+C and SIGTERM
 * close it.
 *
 * @throws when there is no `code` on the path
 */
export async function runDesktop(options: DesktopOptions): Promise<void> {
  const shell = process.platform === 'win32';
  if (spawnSync('code', ['--version'], { shell }).status !== 0) {
    throw new Error(
      'There is no `code` command on the path: install VS Code and its shell command, or leave out --desktop.',
    );
  }
  const userData = join(options.home, 'user-data');
  const settings = { ...userSettings, ...options.settings };
  await writeSettings(join(userData, 'User'), settings, 'replace');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      endWindow(userData);
      process.exit();
    });
  }
  const args = [
    '--wait',
    '--new-window',
    '--disable-workspace-trust',
    `--user-data-dir=${userData}`,
    `--extensions-dir=${join(options.home, 'extensions')}`,
    `--extensionDevelopmentPath=${options.extension}`,
    options.folder,
  ];
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  const env = { ...inheritedEnvironment(), ...options.env };
  const child = spawn('code', quoted, { env, shell, stdio: 'inherit' });
  await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}

/** VS Code runs apart from the command that opened it, and notes its process in `code.lock`. */
function endWindow(userData: string): void {
  const lock = join(userData, 'code.lock');
  const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
  if (pid > 0) process.kill(pid);
}
