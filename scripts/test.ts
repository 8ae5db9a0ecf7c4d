import { buildAll } from './build';
import { layers } from './layers';
import { type Results, sumUp } from './results';

/**
 * Runs the layers named on the command line, or all of them, and sums up in the last line. A layer
 * that crashes or has no tests has failed.
 */
const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in layers));
if (unknown.length > 0) {
  console.error(
    `No such layer: ${unknown.join(', ')}. There are ${Object.keys(layers).join(', ')}.`,
  );
  process.exit(1);
}

await buildAll();
const total: Results = { passed: 0, failures: [] };
for (const [name, run] of Object.entries(layers)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const { passed, failures } = await run().catch((error: unknown): Results => {
    console.error(error);
    return { passed: 0, failures: ['The layer broke off.'] };
  });
  if (passed + failures.length === 0) failures.push('The layer has no tests.');
  total.passed += passed;
  total.failures.push(...failures.map((failure) => `${name}: ${failure}`));
}
sumUp(total);
