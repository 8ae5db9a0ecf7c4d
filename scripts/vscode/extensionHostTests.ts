import { resolve } from 'node:path';
import { format } from 'node:util';
import { launchBrowser } from './browser';
import { urlPath, type VSCodeServer } from './serve';
import { holdStill } from './workbench';

export interface ExtensionHostTests {
  /** Opened by the workbench. */
  folder: string;
  /** The extension under development, loaded from its folder. */
  extension: string;
  /** A CommonJS module whose `run()` rejects when a test fails. */
  tests: string;
}

/** Minutes after which tests that hang are given up. */
const longest = 60;

/**
 * Runs tests inside the extension host, as `@vscode/test-electron` does with a desktop VS Code.
 *
 * @param say what is told of their output
 * @returns the exit code: 0 when `run()` resolved
 */
export async function runInExtensionHost(
  server: VSCodeServer,
  { folder, extension, tests }: ExtensionHostTests,
  say: (text: string) => void,
): Promise<number> {
  const browser = await launchBrowser();
  try {
    // Nobody looks at it: a small page is drawn sooner.
    const page = await browser.newPage({ viewport: { width: 640, height: 400 } });
    const exit = new Promise<number>((done, fail) => {
      void page.exposeFunction('codeAutomationExit', done);
      page.once('crash', () => fail(new Error('The page with VS Code crashed.')));
      page.once('close', () => fail(new Error('The page with VS Code was closed.')));
      const late = () => fail(new Error(`The tests did not end within ${longest} minutes.`));
      setTimeout(late, longest * 60_000).unref();
    });
    await page.exposeFunction('codeAutomationLog', (_severity: string, values: unknown[]) => {
      if (!noise.test(String(values[0]))) say(`${format(...values)}\n`);
    });
    const uri = (path: string) => ({
      scheme: 'vscode-remote',
      authority: new URL(server.origin).host,
      path: urlPath(resolve(path)),
    });
    await page.addInitScript(holdStill);
    await page.addInitScript(addDevelopmentOptions, {
      extensions: [uri(extension)],
      extensionTestsPath: uri(tests),
    });
    const [code] = await Promise.all([exit, page.goto(server.url(folder))]);
    return code;
  } finally {
    await browser.close();
  }
}

/** What the workbench says in every run, as it has no marketplace and no service worker here. */
const noise =
  /^(Resolv(ing|ed) connection|Creating a socket|Updating additional|\[(reconnection|Service Worker|AgentHost|AccountPolicy)|getaddrinfo|Timed out waiting for auth|Error while fetching the extension under)/;

/**
 * Runs in the page. VS Code for browsers reads its options from an attribute, and takes tests from
 * nowhere else; so we add them when it reads. (Functions in here have no names: tsx would wrap
 * them in a helper that the page does not know.)
 */
function addDevelopmentOptions(developmentOptions: object): void {
  const original = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = original.call(this, name);
    const isSettings = this.id === 'vscode-workbench-web-configuration' && name === 'data-settings';
    if (value === null || !isSettings) return value;
    return JSON.stringify({ ...JSON.parse(value), developmentOptions });
  };
}
