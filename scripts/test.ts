import { parseArgs } from 'node:util';
import { buildAll } from './build';
import { changedFiles, commonCommit } from './changes';
import { layers } from './layers';
import { type Results, type Selection, sumUp } from './results';

/**
 * Runs the layers named on the command line, or all of them, and sums up in the last lines. `changed` leaves out what
 * nothing concerns that was changed since the branch left `main`; files and `-t` select tests of a layer. A
 * layer that crashes or has no tests has failed.
 */
const { values, positionals } = parseArgs({
  options: { name: { type: 'string', short: 't' } },
  allowPositionals: true,
});
const files = positionals.filter((each) => each.startsWith('test/'));
const words = positionals.filter((each) => !files.includes(each));
const named = words.filter((word) => word in layers);
const unknown = words.filter((word) => word !== 'changed' && !named.includes(word));
if (unknown.length > 0) {
  console.error(
    `No such layer: ${unknown.join(', ')}. There are ${Object.keys(layers).join(', ')}, and \`changed\` for what a change concerns.`,
  );
  process.exit(1);
}

const since = words.includes('changed') ? await commonCommit() : undefined;
const changed = since === undefined ? [] : await changedFiles(since);

await buildAll();
const total: Results = { passed: 0, failures: [] };
for (const [name, { run, builtOf }] of Object.entries(layers)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  if (since !== undefined && builtOf && !changed.some((path) => builtOf.test(path))) {
    console.log('Nothing that was changed concerns it.');
    continue;
  }
  const selection: Selection = { files, name: values.name };
  if (since !== undefined && !builtOf) selection.changedSince = since;
  const command = `npm test -- ${name}`;
  const { passed, failures } = await run(selection).catch((error: unknown): Results => {
    console.error(error);
    return { passed: 0, failures: [{ text: 'The layer broke off.', command }] };
  });
  if (passed + failures.length === 0 && since === undefined)
    failures.push({ text: 'The layer has no tests.', command });
  total.passed += passed;
  total.failures.push(...failures.map((each) => ({ ...each, text: `${name}: ${each.text}` })));
}
sumUp(total);
