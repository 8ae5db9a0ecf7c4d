import { inspect, parseArgs } from 'node:util';
import { buildAll } from './build';
import { changedFiles, commonCommit } from './changes';
import { type Layer, layers } from './layers';
import { printInOrder } from './printInOrder';
import { type Results, type Selection, sumUp } from './results';

/**
 * Runs the layers named on the command line, or all of them, and sums up in the last lines. `changed` leaves out what
 * nothing concerns that was changed since the branch left `main`; files and `-t` select tests of a layer. A
 * layer that crashes or has no tests has failed. Layers that often wait run beside the others.
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
const selected = Object.entries(layers).filter(
  ([name]) => named.length === 0 || named.includes(name),
);
const outputs = printInOrder(selected.length);
const results: Results[] = [];

/** Runs the layers that wait, or the others, one after the other. */
async function runThose(which: boolean): Promise<void> {
  for (const [index, [name, layer]] of selected.entries()) {
    const output = outputs[index];
    if (output === undefined || (layer.waits ?? false) !== which) continue;
    output.say(`\n── ${name} ${'─'.repeat(60 - name.length)}\n`);
    results[index] = await runLayer(name, layer, output.say);
    output.end();
  }
}

async function runLayer(
  name: string,
  { run, builtOf }: Layer,
  say: (text: string) => void,
): Promise<Results> {
  if (since !== undefined && builtOf && !changed.some((path) => builtOf.test(path))) {
    say('Not affected by your changes.\n');
    return { passed: 0, failures: [] };
  }
  const selection: Selection = { files, name: values.name };
  if (since !== undefined && !builtOf) selection.changedSince = since;
  const command = `npm test -- ${name}`;
  const { passed, failures } = await run(selection, say).catch((error: unknown): Results => {
    say(`${inspect(error)}\n`);
    return { passed: 0, failures: [{ text: 'The layer stopped early.', command }] };
  });
  if (passed + failures.length === 0 && since === undefined)
    failures.push({ text: 'The layer has no tests.', command });
  return { passed, failures: failures.map((each) => ({ ...each, text: `${name}: ${each.text}` })) };
}

await Promise.all([runThose(false), runThose(true)]);
sumUp({
  passed: results.reduce((sum, { passed }) => sum + passed, 0),
  failures: results.flatMap(({ failures }) => failures),
});
