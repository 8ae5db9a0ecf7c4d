import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { editorResults, prepareEditorTests } from './editorTests';
import { patternOf, type Results, type Selection } from './results';
import { runInExtensionHost } from './vscode/extensionHostTests';
import { serveVSCode } from './vscode/serve';

/** Says a text to who runs the tests. */
type Say = (text: string) => void;

export interface Layer {
  run: (selection: Selection, say: Say) => Promise<Results>;
  /** Paths of files that are built into what the layer runs; what imports of the tests say is enough for one that has none. */
  builtOf?: RegExp;
  /** Whether it often waits for a VS Code: such layers run beside the others. */
  waits?: boolean;
}

/** The layers of tests in the order in which they run and are told of, the quickest to tell something first. */
export const layers: Record<string, Layer> = {
  check: { run: check },
  unit: { run: (selection, say) => vitest('unit', selection, say) },
  protocol: {
    run: (selection, say) => vitest('protocol', selection, say),
    builtOf: /^(shared|server|client|cli|schemas|snippets|scripts|test|package.*\.json)\b/,
  },
  editor: {
    run: editor,
    builtOf: /^(server|client|schemas|snippets|media|scripts|test|package.*\.json)\b/,
    waits: true,
  },
  window: {
    run: (selection, say) => vitest('window', selection, say),
    builtOf: /^(server|client|schemas|snippets|media|scripts|test|package.*\.json)\b/,
    waits: true,
  },
};

/** `npm run check` as one test. */
async function check(_selection: Selection, say: Say): Promise<Results> {
  const code = await runNode(['--import', 'tsx', 'scripts/check.ts'], say);
  return code === 0
    ? { passed: 1, failures: [] }
    : { passed: 0, failures: [{ text: 'types, lint or unused code', command: 'npm run check' }] };
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

async function vitest(project: string, selection: Selection, say: Say): Promise<Results> {
  const { files = [], name, changedSince } = selection;
  const path = join('build/results', `${project}.json`);
  await rm(path, { force: true });
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    `--project=${project}*`,
    process.stdout.isTTY ? '--color' : '--no-color',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path}`,
    ...(name === undefined ? [] : [`--testNamePattern=${name}`]),
    ...(changedSince === undefined ? [] : [`--changed=${changedSince}`]),
    ...files,
  ];
  const code = await runNode(args, say);
  const report: VitestReport = JSON.parse(await readFile(path, 'utf8'));
  // Those that a name leaves out are skipped.
  const failed = name === undefined ? /^(?!passed)/ : /^failed/;
  const failures = report.testResults.flatMap(({ name: absolute, message, assertionResults }) => {
    const file = relative('.', absolute).replaceAll('\\', '/');
    const command = `npm test -- ${project} ${file}`;
    const tests = assertionResults.filter(({ status }) => failed.test(status));
    const lines = tests.map(({ fullName, status, failureMessages: [why = status] }) => ({
      text: `${file}: ${oneLine(fullName)}: ${firstLine(why)}`,
      command: `${command} -t "${patternOf(fullName)}"`,
    }));
    // Of a file that cannot be loaded, and of its hooks.
    if (message !== '') lines.push({ text: `${file}: ${firstLine(message)}`, command });
    return lines;
  });
  if (code !== 0 && failures.length === 0)
    failures.push({ text: `vitest ended with ${code}`, command: `npm test -- ${project}` });
  return { passed: report.numPassedTests, failures };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const firstLine = (text: string) => text.split('\n', 1).join();

/** Mocha inside the extension host of VS Code for the browser. */
async function editor(selection: Selection, say: Say): Promise<Results> {
  const prepared = await prepareEditorTests(selection);
  const home = '.vscode-test/editor';
  await rm(home, { recursive: true, force: true });
  const server = await serveVSCode({ home });
  try {
    await runInExtensionHost(server, prepared, say);
  } finally {
    server.stop();
  }
  return editorResults('npm test -- editor');
}

/** Gives the exit code. */
function runNode(args: string[], say: Say): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', say);
    child.on('error', reject);
    child.on('close', resolve);
  });
}
