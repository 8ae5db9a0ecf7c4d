import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { inheritedEnvironment } from './environment';
import { installVSCode } from './install';
import { keptBytes, keptToken } from './kept';
import { openFront } from './secretKeyProxy';
import { type Settings, userSettings, writeSettings } from './settings';

export interface ServeOptions {
  /** Where this VS Code keeps everything: settings, state, extensions. */
  home: string;
  /** Port of the page; by default the system chooses one. */
  port?: number;
  /** Settings of the machine, which a user's settings.json cannot hold, such as our `apiBaseUrl`. */
  machineSettings?: Settings;
  /** Environment of the extensions, beside the one inherited without CEKURA_* and VSCODE_*. */
  env?: Record<string, string>;
  /** A packaged extension to install first. */
  vsix?: string;
  /** The folder of an extension under development, used as it stands. */
  extension?: string;
  /** Ask for a random token in the page's URL, which keeps other users of this machine out. */
  token?: boolean;
  /** Only those of VS Code's own extensions that show a spec: the others take a third of the time of a window. */
  fewExtensions?: boolean;
  /** Ask whether folders are trusted, as the desktop does. */
  workspaceTrust?: boolean;
}

export interface VSCodeServer {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** The page of a folder, on which a file of it is open. */
  url(folder: string, file?: string): string;
  stop(): void;
}

/**
 * Starts VS Code's server on a loopback port; it ends with this process at the latest, however
 * this process ends.
 *
 * @throws when it cannot be installed or started, or the port is taken (code `EADDRINUSE`)
 */
export async function serveVSCode(options: ServeOptions): Promise<VSCodeServer> {
  const { node, main } = await installVSCode();
  const home = resolve(options.home);
  const userData = join(home, 'user-data');
  await writeSettings(join(userData, 'User'), userSettings, 'keep');
  await writeSettings(join(userData, 'Machine'), options.machineSettings ?? {}, 'replace');
  const folders = [
    ...['--user-data-dir', userData],
    ...['--server-data-dir', join(home, 'server-data')],
    ...['--extensions-dir', join(home, 'extensions')],
  ];
  const env = { ...inheritedEnvironment(), ...options.env };
  if (options.fewExtensions) folders.push(...(await linkFewExtensions(main, home)));
  if (options.extension) await linkExtension(options.extension, join(home, 'extensions'));
  if (options.vsix) {
    const install = [main, ...folders, '--install-extension', resolve(options.vsix), '--force'];
    await promisify(execFile)(node, install, { env });
  }
  const tokenFile = join(home, 'connection-token');
  const token = options.token ? keptToken(tokenFile) : undefined;
  const child = spawn(
    node,
    [
      resolve('scripts/vscode/exitWithParent.mjs'),
      main,
      ...folders,
      ...['--host', '127.0.0.1', '--port', '0', '--accept-server-license-terms'],
      ...['--telemetry-level', 'off', '--disable-experiments'],
      ...(token ? ['--connection-token-file', tokenFile] : ['--without-connection-token']),
      ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ],
    { env, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  try {
    const key = keptBytes(join(home, 'secret-storage-key'));
    const front = await openFront(await boundPort(child), options.port ?? 0, key);
    const origin = `http://127.0.0.1:${front.port}`;
    return {
      origin,
      url: (path, file) => pageUrl(origin, token, path, file),
      stop: () => {
        front.close();
        child.kill();
      },
    };
  } catch (error) {
    child.kill();
    throw error;
  }
}

/** What colours and draws specs and the requests made of them. */
const fewExtensions = [
  'configuration-editing',
  'json',
  'markdown-basics',
  'theme-defaults',
  'theme-modern-icons',
  'theme-seti',
  'yaml',
];

/** Gives the arguments with which VS Code has these extensions of its own only. */
async function linkFewExtensions(main: string, home: string): Promise<string[]> {
  const all = resolve(main, '../../extensions');
  const few = join(home, 'builtin-extensions');
  await mkdir(few, { recursive: true });
  for (const name of fewExtensions) {
    await rm(join(few, name), { force: true });
    await symlink(join(all, name), join(few, name), 'junction');
  }
  return ['--builtin-extensions-dir', few];
}

/** VS Code takes the folders it finds here for installed, when no list says what is. */
async function linkExtension(folder: string, extensions: string): Promise<void> {
  const link = join(extensions, basename(folder));
  await mkdir(extensions, { recursive: true });
  await Promise.all(
    [link, join(extensions, 'extensions.json')].map((path) => rm(path, { force: true })),
  );
  await symlink(resolve(folder), link, 'junction');
}

/** The port the server says it listens on; rejects with what it said when it ends before. */
function boundPort(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<number> {
  let said = '';
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        said = (said + data).slice(-4000);
        const port = /agent listening on (\d+)/.exec(said)?.[1];
        if (port) resolve(Number(port));
      });
    }
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`VS Code's server didn't start.\n${said}`)));
  });
}

function pageUrl(
  origin: string,
  token: string | undefined,
  folder: string,
  file: string | undefined,
): string {
  const url = new URL(origin);
  if (token) url.searchParams.set('tkn', token);
  url.searchParams.set('folder', urlPath(folder));
  if (file) {
    const uri = `vscode-remote://${url.host}${urlPath(join(folder, file))}`;
    url.searchParams.set('payload', JSON.stringify([['openFile', uri]]));
  }
  return url.href;
}

/** A path as a URI spells it: `/home/…`, or `/c:/…` on Windows. */
export function urlPath(path: string): string {
  const slashes = resolve(path).replaceAll('\\', '/');
  return slashes.startsWith('/') ? slashes : `/${slashes}`;
}
