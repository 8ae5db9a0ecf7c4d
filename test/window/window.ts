import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { launchBrowser } from '../../scripts/vscode/browser';
import { Workbench } from '../../scripts/vscode/workbench';

/** One window for the tests of a file; closed after them. Tests that fail leave a picture in `build/window-failures`. */
export function useWindow(): { readonly workbench: Workbench } {
  let browser: Browser;
  let workbench: Workbench;
  beforeAll(async () => {
    browser = await launchBrowser();
    workbench = await Workbench.open(browser, inject('windowUrl'));
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
  };
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

/** The bodies of the agents that the sandbox was asked to create, the first first. */
export async function createdBodies(): Promise<unknown[]> {
  const response = await fetch(`${inject('sandboxUrl')}/sandbox/requests`);
  const requests: unknown = await response.json();
  if (!Array.isArray(requests)) throw new Error('The sandbox gave no list.');
  return requests.filter(({ method }) => method === 'POST').map(({ body }) => body);
}
