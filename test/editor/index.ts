import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/**
 * What VS Code calls in its extension host. Writes `results.json` beside the bundle.
 * Rejects when a test fails or is skipped, and when there is none.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000 });
  for (const name of readdirSync(__dirname)) {
    if (name.endsWith('.test.js')) mocha.addFile(join(__dirname, name));
  }
  const { passed, failed } = await new Promise<Results>((resolve) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures + pending });
    });
  });
  writeFileSync(join(__dirname, 'results.json'), JSON.stringify({ passed, failed }));
  if (failed > 0 || passed === 0) throw new Error(`${failed} of ${passed + failed} tests failed.`);
}

interface Results {
  passed: number;
  failed: number;
}
