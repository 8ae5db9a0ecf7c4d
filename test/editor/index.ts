import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Mocha from 'mocha';
import type { EditorResults, EditorSelection } from '../../scripts/editorTests';

/**
 * What VS Code calls in its extension host. Writes `results.json` beside the bundle.
 * Rejects when a test fails or is skipped, and when there is none.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 900_000 });
  const selection = readFileSync(join(__dirname, 'selection.json'), 'utf8');
  const { files = [], name = '' }: EditorSelection = JSON.parse(selection);
  for (const bundle of readdirSync(__dirname).filter((each) => each.endsWith('.test.js'))) {
    const isSelected = files.length === 0 || files.some((part) => sourceOf(bundle).includes(part));
    if (isSelected) mocha.addFile(join(__dirname, bundle));
  }
  mocha.grep(new RegExp(name));
  const results: EditorResults = { passed: 0, failures: [] };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', () => {
        results.passed += 1;
      })
      .on('fail', (test, error) => results.failures.push(failure(test, error.message)))
      .on('pending', (test) => results.failures.push(failure(test, 'skipped')));
  });
  writeFileSync(join(__dirname, 'results.json'), JSON.stringify(results));
  const { passed, failures } = results;
  if (failures.length > 0 || passed === 0) {
    throw new Error(`${failures.length} of ${passed + failures.length} tests failed.`);
  }
}

function failure(test: Mocha.Runnable, why: string): EditorResults['failures'][number] {
  return { file: sourceOf(basename(test.file ?? '')), fullName: test.fullTitle(), why };
}

const sourceOf = (bundle: string) => `test/editor/${bundle.replace(/\.js$/, '.ts')}`;
