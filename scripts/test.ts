import { buildAll } from './build';
import { type Counts, layers } from './layers';

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
const total: Counts = { passed: 0, failed: 0 };
for (const [name, run] of Object.entries(layers)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const { passed, failed } = await run().catch((error: unknown) => {
    console.error(`The layer ${name} broke off.`, error);
    return { passed: 0, failed: 1 };
  });
  const empty = passed + failed === 0;
  if (empty) console.error(`The layer ${name} has no tests.`);
  total.passed += passed;
  total.failed += empty ? 1 : failed;
}
if (total.failed > 0) process.exitCode = 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
