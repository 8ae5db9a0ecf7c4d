import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { editorResults, prepareEditorTests } from './editorTests';
import { runInExtensionHost } from './vscode/extensionHostTests';
import { serveVSCode } from './vscode/serve';

/** How many tests a layer has run; skipped ones have failed. */
export interface Counts {
  passed: number;
  failed: number;
}

/** The layers of tests in the order in which they run, the quickest to tell something first. */
export const layers: Record<string, () => Promise<Counts>> = {
  check,
  unit: () => vitest('unit'),
  protocol: () => vitest('protocol'),
  editor,
  window: () => vitest('window'),
};

/** `npm run check` as one test. */
async function check(): Promise<Counts> {
  const code = await runNode(['--import', 'tsx', 'scripts/check.ts']);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** What vitest's JSON reporter says of a run, as far as it counts. */
interface VitestReport {
  numPassedTests: number;
  numTotalTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

async function vitest(project: string): Promise<Counts> {
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
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = report.numTotalTests - report.numPassedTests + unloadable.length;
  return { passed: report.numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1) };
}

/** Mocha inside the extension host of VS Code for the browser. */
async function editor(): Promise<Counts> {
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
