import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Results } from './results';

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

/** Bundles the tests that run inside VS Code's extension host, and makes their folder. */
export async function prepareEditorTests(): Promise<EditorTests> {
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
  const folder = resolve('build/editor-folder');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp('test/editor/folder', folder, { recursive: true });
  return { tests: resolve(bundles, 'index.js'), folder, extension: resolve('.') };
}

/** What `run()` of `test/editor/` notes. */
export interface EditorResults {
  passed: number;
  /** A line for each test that failed or was skipped. */
  failures: string[];
}

/**
 * What came of the tests; one failure when they did not come to their end.
 * @param command what runs them
 */
export async function editorResults(command: string): Promise<Results> {
  const noted = await readFile(join(bundles, 'results.json'), 'utf8').catch(() => undefined);
  const { passed, failures }: EditorResults =
    noted === undefined
      ? { passed: 0, failures: ['The tests did not come to their end.'] }
      : JSON.parse(noted);
  return { passed, failures: failures.map((text) => ({ text, command })) };
}
