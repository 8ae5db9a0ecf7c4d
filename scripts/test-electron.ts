import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { buildAll } from './build';
import { editorResults, prepareEditorTests } from './editorTests';
import { sumUp } from './results';
import { inheritedEnvironment } from './vscode/environment';

/** Runs the tests of `test/editor/` inside a desktop VS Code, which is downloaded once: the newest, or the version named. */
async function testDesktop(): Promise<void> {
  const vscodeExecutablePath = await downloadAndUnzipVSCode({
    version: process.argv[2] ?? 'stable',
    cachePath: resolve('.vscode-test'),
    timeout: 15_000,
  }).catch((error: Error) => {
    throw new Error(
      `The desktop VS Code can't be downloaded here (${error.message}). Run \`npm test -- editor\`, which runs the same tests in VS Code for the browser.`,
    );
  });
  process.env = inheritedEnvironment();
  await buildAll();
  const { tests, folder, extension } = await prepareEditorTests();
  const home = resolve('.vscode-test/electron');
  await rm(home, { recursive: true, force: true });
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    launchArgs: [
      folder,
      '--disable-workspace-trust',
      `--user-data-dir=${home}/user-data`,
      `--extensions-dir=${home}/extensions`,
    ],
  }).catch(console.error);
  sumUp(await editorResults('npm run test:electron', false));
}

await testDesktop().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
