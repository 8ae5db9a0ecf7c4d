import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { launchBrowser } from '../../scripts/vscode/browser';
import { type ServeOptions, serveVSCode, type VSCodeServer } from '../../scripts/vscode/serve';
import { Workbench } from '../../scripts/vscode/workbench';
import { type Sandbox, startSandbox } from '../sandbox/index';

/** Where the VS Codes of these tests keep everything. */
export const homes = resolve('.vscode-test/windows');

/** A spec that is created at once. */
export const plainSpec = (name: string) => `name: ${name}
description: You answer the phone.
project: 42
provider:
  type: custom
`;

interface Options extends Pick<ServeOptions, 'env' | 'workspaceTrust'> {
  /** The level of all logs. */
  logLevel?: 'trace';
}

/** A window with a VS Code, a browser and a sandbox of its own: files run beside each other. */
export interface TestWindow {
  readonly workbench: Workbench;
  readonly sandbox: Sandbox;
  /** The folder that it has open. */
  readonly folder: string;
  /** Where its VS Code keeps everything. */
  readonly home: string;
  /** Opens another window on the folder, or by another path that leads there. */
  openAnother(path: string): Promise<Workbench>;
  /** The specs of this name that were sent. */
  sent(name: string): unknown[];
}

/**
 * One window for the tests of a file, on a folder with these files; closed after them. Tests that
 * fail leave a picture in `build/window-failures`.
 *
 * @param env of the extensions; by default they find a good API key there
 */
export function useWindow(
  files: Record<string, string>,
  { env = { CEKURA_API_KEY: 'a-good-key' }, logLevel, workspaceTrust = false }: Options = {},
): TestWindow {
  let home: string;
  let sandbox: Sandbox;
  let server: VSCodeServer;
  let browser: Browser;
  const windows: Workbench[] = [];
  const folder = () => `${home}-folder`;
  async function open(path: string): Promise<Workbench> {
    const url = new URL(server.url(path));
    if (logLevel) url.searchParams.set('payload', JSON.stringify([['logLevel', logLevel]]));
    const workbench = await Workbench.open(browser, url.href);
    windows.push(workbench);
    return workbench;
  }
  beforeAll(async () => {
    await mkdir(homes, { recursive: true });
    home = await mkdtemp(join(homes, 'home-'));
    await writeFiles(folder(), files);
    sandbox = await startSandbox({ stageMs: 1 });
    [server, browser] = await Promise.all([
      serveVSCode({
        home,
        workspaceTrust,
        fewExtensions: true,
        vsix: inject('vsix'),
        env: { CEKURA_API_URL: sandbox.url, ...env },
        machineSettings: { 'cekuraAgent.apiBaseUrl': sandbox.url },
      }),
      launchBrowser(),
    ]);
    await open(folder());
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const [index, workbench] of windows.entries()) {
      const name = `${task.name.replaceAll(/\W+/g, '-')}-${index + 1}`;
      await workbench.screenshot(`build/window-failures/${name}.png`);
    }
  });
  afterAll(async () => {
    await browser?.close();
    server?.stop();
    await sandbox?.close();
  });
  return {
    get workbench() {
      const [first] = windows;
      if (!first) throw new Error('The window is not open yet.');
      return first;
    },
    get sandbox() {
      return sandbox;
    },
    get folder() {
      return folder();
    },
    get home() {
      return home;
    },
    openAnother: open,
    sent: (name) =>
      sandbox.requests
        .filter(({ call, body }) => call === 'create' && JSON.stringify(body).includes(`"${name}"`))
        .map(({ body }) => body),
  };
}

async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
