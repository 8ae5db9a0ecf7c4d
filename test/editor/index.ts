import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import type { EditorResults } from '../../scripts/editorTests';

/**
 * What VS Code calls in its extension host. Writes `results.json` beside the bundle.
 * Rejects when a test fails or is skipped, and when there is none.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 300_000 });
  for (const name of readdirSync(__dirname)) {
    if (name.endsWith('.test.js')) mocha.addFile(join(__dirname, name));
  }
  const results: EditorResults = { passed: 0, failures: [] };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', () => {
        results.passed += 1;
      })
      .on('fail', (test, error) => results.failures.push(`${test.fullTitle()}: ${error.message}`))
      .on('pending', (test) => results.failures.push(`${test.fullTitle()}: skipped`));
  });
  writeFileSync(join(__dirname, 'results.json'), JSON.stringify(results));
  const { passed, failures } = results;
  if (failures.length > 0 || passed === 0) {
    throw new Error(`${failures.length} of ${passed + failures.length} tests failed.`);
  }
}
