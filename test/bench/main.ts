import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { buildAll } from '../../scripts/build';
import { Editor } from './editor';
import { measureEdits } from './edits';
import { Samples } from './samples';
import { prepareServers, servers } from './servers';
import { markdownTable } from './table';

const measures = { edit: measureEdits };

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: Object.keys(measures) },
    server: { type: 'string', multiple: true, default: servers.map(({ name }) => name) },
    rounds: { type: 'string', default: '3' },
  },
});

await buildAll();
const node = await prepareServers();
const samples = new Samples();
const measured = servers.filter(({ name }) => flags.server.includes(name));
for (let round = 0; round < Number(flags.rounds); round += 1) {
  console.error(`round ${round + 1} of ${flags.rounds}`);
  const editors = await Promise.all(measured.map((server) => Editor.start(node, server)));
  for (const [name, measure] of Object.entries(measures)) {
    if (flags.only.includes(name)) await measure(editors, samples);
  }
  await Promise.all(editors.map((editor) => editor.stop()));
}
console.log(`\n${cpus()[0]?.model}, ${cpus().length} cores; medians (95th percentile)\n`);
console.log(
  markdownTable(
    samples.rows.values(),
    measured.map(({ name }) => name),
  ),
);
await mkdir('build', { recursive: true });
const rows = [...samples.rows.values()].map((row) => ({
  ...row,
  values: Object.fromEntries(row.values),
}));
await writeFile('build/bench.json', JSON.stringify(rows, undefined, 1));
