import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packageExtension } from '../../scripts/package';
import { serveVSCode } from '../../scripts/vscode/serve';
import { startSandbox } from '../sandbox/index';
import { reconnectSeconds } from './window';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The page of a VS Code with the packaged extension installed, open on a folder of its own. */
    windowUrl: string;
    /** Where folders are made that windows open. */
    foldersOfWindows: string;
    /** The packaged extension. */
    vsix: string;
    /** The sandbox that it creates agents in. */
    sandboxUrl: string;
  }
}

/** Once for all files of this layer: the package, a VS Code that has it, and a sandbox. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = resolve(`.vscode-test/window-${process.pid}`);
  const folder = join(home, 'examples');
  await mkdir(folder, { recursive: true });
  await cp('examples', folder, { recursive: true });
  const vsix = await packageExtension();
  const sandbox = await startSandbox({ stageMs: 700 });
  const server = await serveVSCode({
    home,
    vsix,
    reconnectSeconds,
    env: { CEKURA_API_URL: sandbox.url, WINDOW_PROJECT: '42' },
    machineSettings: { 'cekuraAgent.apiBaseUrl': sandbox.url },
  });
  project.provide('windowUrl', server.url(folder));
  project.provide('foldersOfWindows', join(home, 'folders'));
  project.provide('vsix', vsix);
  project.provide('sandboxUrl', sandbox.url);
  return async () => {
    server.stop();
    await sandbox.close();
    await rm(home, { recursive: true, force: true });
  };
}
