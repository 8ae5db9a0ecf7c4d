import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { patternOf, type Results, type Selection } from './results';

const bundles = 'build/editor-tests';

/** What both kinds of VS Code need to run `test/editor/`, as absolute paths. */
export interface EditorTests {
  /** The module whose `run()` runs them. */
  tests: string;
  /** The folder to open, fresh for each run. */
  folder: string;
  /** The extension under development. */
  extension: string;
}

/** Which of them `run()` of `test/editor/` runs, as it finds it beside the bundle. */
export type EditorSelection = Pick<Selection, 'files' | 'name'>;

/** Bundles the tests that run inside VS Code's extension host, and makes their folder. */
export async function prepareEditorTests(selection: EditorSelection = {}): Promise<EditorTests> {
  await rm(bundles, { recursive: true, force: true });
  const files = (await readdir('test/editor')).filter((name) => name.endsWith('.ts'));
  // What several tests import is loaded once, as it has a state.
  const shared = files.map((name) => `./${name.replace(/\.ts$/, '')}`);
  await build({
    entryPoints: files.map((name) => join('test/editor', name)),
    outdir: bundles,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha', ...shared],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  await writeFile(join(bundles, 'selection.json'), JSON.stringify(selection));
  const folder = resolve('build/editor-folder');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp('test/editor/folder', folder, { recursive: true });
  return { tests: resolve(bundles, 'index.js'), folder, extension: resolve('.') };
}

/** What `run()` of `test/editor/` notes. */
export interface EditorResults {
  passed: number;
  /** Tests that failed or were skipped. */
  failures: { file: string; fullName: string; why: string }[];
}

/**
 * What came of the tests; one failure when they did not come to their end.
 * @param command what runs all of them
 * @param selects whether the command takes a file and `-t`
 */
export async function editorResults(command: string, selects = true): Promise<Results> {
  const noted = await readFile(join(bundles, 'results.json'), 'utf8').catch(() => undefined);
  if (noted === undefined)
    return { passed: 0, failures: [{ text: "The tests didn't finish.", command }] };
  const { passed, failures }: EditorResults = JSON.parse(noted);
  return {
    passed,
    failures: failures.map(({ file, fullName, why }) => ({
      text: `${file}: ${fullName}: ${why.split('\n', 1).join()}`,
      command: selects ? `${command} ${file} -t "${patternOf(fullName)}"` : command,
    })),
  };
}
