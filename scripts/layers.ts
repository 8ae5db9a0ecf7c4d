import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { editorResults, prepareEditorTests } from './editorTests';
import type { Results } from './results';
import { runInExtensionHost } from './vscode/extensionHostTests';
import { serveVSCode } from './vscode/serve';

/** The layers of tests in the order in which they run, the quickest to tell something first. */
export const layers: Record<string, () => Promise<Results>> = {
  check,
  unit: () => vitest('unit'),
  protocol: () => vitest('protocol'),
  editor,
  window: () => vitest('window'),
};

/** `npm run check` as one test. */
async function check(): Promise<Results> {
  const code = await runNode(['--import', 'tsx', 'scripts/check.ts']);
  return code === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: ['npm run check'] };
}

/** What vitest's JSON reporter says of a run, as far as it counts. */
interface VitestReport {
  numPassedTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

async function vitest(project: string): Promise<Results> {
  const path = join('build/results', `${project}.json`);
  await rm(path, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const code = await runNode([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    project,
    ...reporters,
  ]);
  const report: VitestReport = JSON.parse(await readFile(path, 'utf8'));
  const failures = report.testResults.flatMap(({ name, message, assertionResults }) => {
    const tests = assertionResults.filter(({ status }) => status !== 'passed');
    const lines = tests.map(
      ({ fullName, status, failureMessages: [why = status] }) => `${fullName}: ${firstLine(why)}`,
    );
    // Of a file that cannot be loaded, and of its hooks.
    if (message !== '') lines.push(firstLine(message));
    return lines.map((line) => `${relative('.', name)}: ${line}`);
  });
  if (code !== 0 && failures.length === 0) failures.push(`vitest ended with ${code}`);
  return { passed: report.numPassedTests, failures };
}

const firstLine = (text: string) => text.split('\n', 1).join();

/** Mocha inside the extension host of VS Code for the browser. */
async function editor(): Promise<Results> {
  const prepared = await prepareEditorTests();
  const home = '.vscode-test/editor';
  await rm(home, { recursive: true, force: true });
  const server = await serveVSCode({ home });
  try {
    await runInExtensionHost(server, prepared);
  } finally {
    server.stop();
  }
  return editorResults();
}

function runNode(args: string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', resolve);
  });
}
