import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { buildAll } from '../../scripts/build';
import { measureActivation } from './activation';
import { measureBursts } from './bursts';
import { measureEdits } from './edits';
import { measureMemory } from './memory';
import { measureOpens } from './opens';
import { measureRequests } from './requests';
import type { Round } from './round';
import { Samples } from './samples';
import { prepareServers, servers } from './servers';
import { measureSize } from './size';
import { measureStart } from './start';
import { measureSync } from './sync';
import { markdownTable } from './table';

const measures: Record<string, (round: Round) => Promise<void>> = {
  size: measureSize,
  start: measureStart,
  open: measureOpens,
  edit: measureEdits,
  burst: measureBursts,
  request: measureRequests,
  sync: measureSync,
  memory: measureMemory,
  activation: measureActivation,
};

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: Object.keys(measures) },
    server: { type: 'string', multiple: true, default: servers.map(({ name }) => name) },
    rounds: { type: 'string', default: '3' },
  },
});

const unknown = [
  ...flags.only.filter((name) => !(name in measures)),
  ...flags.server.filter((name) => !servers.some((server) => server.name === name)),
];
if (unknown.length > 0 || !(Number(flags.rounds) > 0)) {
  console.error(
    `npm run bench -- [--only ${Object.keys(measures).join('|')}] [--server ${servers.map(({ name }) => name).join('|')}] [--rounds N]; the first two can be given more than once.`,
  );
  process.exit(1);
}

await buildAll();
const node = await prepareServers();
const samples = new Samples();
const chosen = servers.filter(({ name }) => flags.server.includes(name));
try {
  for (let round = 0; round < Number(flags.rounds); round += 1) {
    const first = round % chosen.length;
    const inTurn = [...chosen.slice(first), ...chosen.slice(0, first)];
    for (const [name, measure] of Object.entries(measures)) {
      if (!flags.only.includes(name)) continue;
      console.error(`round ${round + 1} of ${flags.rounds}: ${name}`);
      await measure({ node, servers: inTurn, samples });
    }
  }
} finally {
  await report();
}

/** Prints and writes what was measured, also where something went wrong later. */
async function report(): Promise<void> {
  const rows = [...samples.rows.values()];
  const columns = chosen.map(({ name }) => name);
  console.log(`\n${cpus()[0]?.model}, ${cpus().length} cores; medians (95th percentile)\n`);
  console.log(markdownTable(rows, columns));
  await mkdir('build', { recursive: true });
  const written = rows.map((row) => ({ ...row, values: Object.fromEntries(row.values) }));
  await writeFile('build/bench.json', JSON.stringify(written, undefined, 1));
}
