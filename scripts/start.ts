import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { effectiveBaseUrl } from '../client/src/api/baseUrl';
import { startSandbox } from '../test/sandbox/index';
import { buildAll } from './build';
import { runDesktop } from './vscode/desktop';
import { serveVSCode } from './vscode/serve';
import type { Settings } from './vscode/settings';
import { refreshWorkingCopy } from './workingCopy';

const { values } = parseArgs({
  options: { desktop: { type: 'boolean', default: false }, port: { type: 'string' } },
});
/** The page's port: the same from start to start, as a browser keeps what VS Code stores by it. */
const port = Number(values.port ?? 20230);
const home = resolve(`.vscode-test/start-${port}`);
const folder = join(home, 'examples');
const extension = resolve('.');

/**
 * Opens VS Code with the extension and a copy of the examples, and a sandbox in the place of
 * Cekura: in a browser, on the port of `--port`, or with `--desktop` in the VS Code that is installed.
 */
async function start(): Promise<void> {
  await buildAll();
  await refreshWorkingCopy(resolve('examples'), folder, join(home, 'examples-as-taken'));
  const sandbox = await startSandbox();
  const env = { CEKURA_API_URL: sandbox.url };
  const settings = { 'cekuraAgent.apiBaseUrl': sandbox.url };
  requireSandbox(settings, env, sandbox.url);
  const sandboxLine = `Cekura sandbox: ${sandbox.url}/sandbox/ (any API key works, nothing is kept)`;

  if (values.desktop) {
    console.log(`${sandboxLine}\nClose the window or press Ctrl+C to end everything.`);
    await runDesktop({ home: join(home, 'desktop'), folder, extension, env, settings });
    await sandbox.close();
    return;
  }
  const server = await serveVSCode({
    home,
    port,
    env,
    extension,
    machineSettings: settings,
    token: true,
  });
  console.log(
    `\n${sandboxLine}\nPress Ctrl+C to stop.\n\nOpen this address: ${server.url(folder, 'wrong-on-purpose.cekura-agent.yaml')}`,
  );
}

/** The extension's own rule decides where it sends to; nothing is started unless that is here. */
function requireSandbox(settings: Settings, env: Record<string, string>, url: string): void {
  const setting = String(settings['cekuraAgent.apiBaseUrl']);
  const base = effectiveBaseUrl(setting, env.CEKURA_API_URL);
  if (!('url' in base) || base.url !== url) {
    throw new Error(
      `The extension wouldn't send to the sandbox at ${url}, so nothing was started.`,
    );
  }
}

/** A signal to `npm start` ends npm's shell, which does not pass it on. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(), 500).unref();
}

endWithParent();
await start().catch((error: NodeJS.ErrnoException) => {
  const taken = `Port ${port} is in use, perhaps by another \`npm start\`. Stop that one, or use another port: \`npm start -- --port N\`.`;
  console.error(error.code === 'EADDRINUSE' ? taken : error.message);
  process.exit(1);
});
