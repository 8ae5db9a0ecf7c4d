import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../scripts/vscode/browser';
import { Workbench } from '../../scripts/vscode/workbench';

let port: number;
let start: ChildProcess;
let said = '';
let browser: Browser;
let workbench: Workbench;

beforeAll(async () => {
  port = await freePort();
  start = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', '--port', `${port}`], {
    env: {
      ...process.env,
      CEKURA_API_URL: 'https://api.cekura.ai',
      CEKURA_API_KEY: 'key-of-the-real-account',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    start.stdout?.on('data', (data) => {
      said += data;
      if (/Open this address: \S+\n/.test(said)) resolve();
    });
    start.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${said}`)));
  });
  browser = await launchBrowser();
  workbench = await Workbench.open(browser, address(/Open this address: (\S+)/));
});

afterAll(async () => {
  await browser?.close();
  start.kill('SIGKILL');
  await rm(`.vscode-test/start-${port}`, { recursive: true, force: true });
});

describe.sequential('npm start', () => {
  test('creates agents in the sandbox, whatever the environment says', async () => {
    await create('support-line');
    await workbench.answerBox('API Key', 'a-good-key');
    expect(await workbench.nextNotification()).toMatch(/^Created agent/);
    expect(await received()).toContain('"call":"create"');
    expect(await received()).not.toContain('key-of-the-real-account');
  });

  test('leaves nothing running, even when it is killed', async () => {
    const page = `http://127.0.0.1:${port}`;
    expect(await answers(page)).toBe(true);
    start.kill('SIGKILL');
    await once(start, 'exit');
    await expect.poll(() => answers(page)).toBe(false);
  });
});

async function create(name: string): Promise<void> {
  await workbench.openFile(`${name}.cekura-agent.yaml`);
  await workbench.clickCreate();
}

/** What the sandbox received, as text. */
async function received(): Promise<string> {
  const response = await fetch(new URL('requests', address(/sandbox: (\S+)/)));
  return response.text();
}

function address(pattern: RegExp): string {
  return pattern.exec(said)?.[1] ?? expect.fail(`It never said ${pattern}: ${said}`);
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  server.close();
  return free;
}
