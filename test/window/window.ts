import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { launchBrowser } from '../../scripts/vscode/browser';
import { type ServeOptions, serveVSCode } from '../../scripts/vscode/serve';
import { writeSettings } from '../../scripts/vscode/settings';
import { Workbench } from '../../scripts/vscode/workbench';
import { type Sandbox, startSandbox } from '../sandbox/index';
import type { Received } from '../sandbox/requests';

/** A window that is closed leaves nothing running beside the next ones. */
export const reconnectSeconds = 2;

/** How long a window may take until its extensions work. */
export const starting = { timeout: 40_000 };

/** A spec whose agent is imported from its provider. */
export const importedSpec = (agentId: string) => `project: 42
provider:
  type: retell
  agent_id: ${agentId}
  configure_from_provider: true
  credentials:
    api_key: key-of-retell
`;

/** A window of the tests of a file. */
interface TestWindow {
  readonly workbench: Workbench;
  /** The folder that it has open; of the examples when no files are given. */
  readonly folder: string;
  /** Opens another window on the folder, or by another path that leads there; it shares no key with the first. */
  openAnother(path?: string): Promise<Workbench>;
}

/**
 * One window for the tests of a file; closed after them. Tests that fail leave a picture in
 * `build/window-failures`.
 *
 * @param files what a folder of its own holds; without them the window opens the examples
 */
export function useWindow(files?: Record<string, string>): TestWindow {
  let browser: Browser;
  let workbench: Workbench;
  let folder: string;
  const url = new URL(inject('windowUrl'));
  beforeAll(async () => {
    folder = files ? await folderOf(files) : (url.searchParams.get('folder') ?? '');
    url.searchParams.set('folder', folder);
    browser = await launchBrowser();
    workbench = await Workbench.open(browser, url.href);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    await workbench.screenshot(`build/window-failures/${task.name.replaceAll(/\W+/g, '-')}.png`);
  });
  afterAll(() => browser.close());
  return {
    get workbench() {
      return workbench;
    },
    get folder() {
      return folder;
    },
    openAnother(path = folder) {
      url.searchParams.set('folder', path);
      return Workbench.open(browser, url.href);
    },
  };
}

async function folderOf(files: Record<string, string>): Promise<string> {
  await mkdir(inject('foldersOfWindows'), { recursive: true });
  const folder = await mkdtemp(join(inject('foldersOfWindows'), 'folder-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** Gives a window its API key, so that its creates do not ask for one. */
export async function giveKey(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Cekura: Set API Key');
  await workbench.answerBox('API Key', 'a-good-key');
  await workbench.says(/^The API key is valid/);
  await workbench.closeNotifications();
}

/** Makes the next requests of a call, or the next import, go wrong in the sandbox. */
export async function arm(call: string, fault: string, options: object = {}): Promise<void> {
  const response = await fetch(`${inject('sandboxUrl')}/sandbox/arm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ call, fault, ...options }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Takes back every fault that still waits in the sandbox. */
export async function disarm(): Promise<void> {
  await fetch(`${inject('sandboxUrl')}/sandbox/disarm`, { method: 'POST' });
}

/** What the sandbox received, the first first. */
export async function received(): Promise<Received[]> {
  const response = await fetch(`${inject('sandboxUrl')}/sandbox/requests`);
  const requests: unknown = await response.json();
  if (!Array.isArray(requests)) throw new Error('The sandbox gave no list.');
  return requests;
}

/** The bodies of the agents that the sandbox was asked to create, the first first. */
export async function createdBodies(): Promise<unknown[]> {
  return (await received()).filter(({ method }) => method === 'POST').map(({ body }) => body);
}

/** A window with a VS Code and a sandbox of its own, for what all others cannot share. */
export interface OwnWindow {
  workbench: Workbench;
  /** Where its VS Code keeps everything. */
  home: string;
  sandboxUrl: string;
  arm: Sandbox['arm'];
  requests(): Sandbox['requests'];
  /** Sets where agents are created, as a person who edits the settings of the machine. */
  setBaseUrl(url: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a window on a folder with these files, in a VS Code with the packaged extension.
 *
 * @param options `env` and `workspaceTrust` as in `serveVSCode`; `logLevel` of all logs
 */
export async function openOwnWindow(
  files: Record<string, string>,
  {
    logLevel,
    env = {},
    ...options
  }: Pick<ServeOptions, 'env' | 'workspaceTrust'> & { logLevel?: 'trace' },
): Promise<OwnWindow> {
  const folder = await folderOf(files);
  const home = `${folder}-home`;
  const sandbox = await startSandbox();
  const server = await serveVSCode({
    ...options,
    reconnectSeconds,
    home,
    vsix: inject('vsix'),
    env: { CEKURA_API_URL: sandbox.url, ...env },
    machineSettings: { 'cekuraAgent.apiBaseUrl': sandbox.url },
  });
  const url = new URL(server.url(folder));
  if (logLevel) url.searchParams.set('payload', JSON.stringify([['logLevel', logLevel]]));
  const browser = await launchBrowser();
  return {
    workbench: await Workbench.open(browser, url.href),
    home,
    sandboxUrl: sandbox.url,
    arm: sandbox.arm,
    requests: () => sandbox.requests,
    setBaseUrl: (baseUrl) =>
      writeSettings(
        join(home, 'user-data/Machine'),
        { 'cekuraAgent.apiBaseUrl': baseUrl },
        'replace',
      ),
    async close() {
      await browser.close();
      server.stop();
      await sandbox.close();
    },
  };
}
