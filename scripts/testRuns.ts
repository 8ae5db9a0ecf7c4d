import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { holdToHalfCore } from './halfCore';

/**
 * `npm run test:runs -- --plain 5 --busy 10 --half 5`: runs `npm test` so often with nothing beside it, beside two busy
 * loops, and held to half a core, and prints a table of the runs in Markdown as it goes. Names of layers run only these. What
 * each run prints is kept in `build/runs/`.
 */
const { values, positionals } = parseArgs({
  options: {
    plain: { type: 'string', default: '5' },
    busy: { type: 'string', default: '10' },
    half: { type: 'string', default: '5' },
  },
  allowPositionals: true,
});

/** How a run is made harder, by name: begins it, and gives what ends it and says more of it. */
const kinds: Record<string, { times: string; begin: (test: ChildProcess) => () => string }> = {
  plain: { times: values.plain, begin: () => () => '' },
  busy: {
    times: values.busy,
    begin: () => {
      const loops = [1, 2].map(() => spawn(process.execPath, ['-e', busyLoop]));
      return () => {
        for (const loop of loops) loop.kill('SIGKILL');
        return '2 busy loops';
      };
    },
  },
  half: {
    times: values.half,
    begin: ({ pid = 0 }) => {
      const end = holdToHalfCore(pid);
      return () => `${end().toFixed(2)} cores used`;
    },
  },
};

/** Ends by itself with who started it, however that ends. */
const busyLoop = 'const parent = process.ppid; while (process.ppid === parent);';

const logs = 'build/runs';
mkdirSync(logs, { recursive: true });
const memory = Math.round(totalmem() / 2 ** 30);
console.log(
  `${availableParallelism()} cores (${cpus()[0]?.model}), ${memory} GB, Node ${process.version}, ${process.platform}\n`,
);
console.log('| run | kind | load before | beside it | seconds | passed | failed |');
console.log('| --: | --- | --: | --- | --: | --: | --: |');

let run = 0;
for (const [kind, { times, begin }] of Object.entries(kinds)) {
  for (let time = 0; time < Number(times); time += 1) {
    run += 1;
    await runTests(run, kind, begin);
  }
}

async function runTests(number: number, kind: string, begin: (test: ChildProcess) => () => string) {
  const load = loadavg()[0]?.toFixed(1);
  const path = `${logs}/${number}-${kind}.log`;
  const log = createWriteStream(path);
  const begun = Date.now();
  const test = spawn('npm', ['test', '--', ...positionals], {
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  test.stdout.pipe(log, { end: false });
  test.stderr.pipe(log, { end: false });
  const end = begin(test);
  const [code] = await once(test, 'close');
  const beside = end();
  const seconds = Math.round((Date.now() - begun) / 1_000);
  log.end();
  await once(log, 'finish');
  const [, passed = '–', failed = '–'] =
    /(\d+) passed, (\d+) failed\s*$/.exec(await readFile(path, 'utf8')) ?? [];
  console.log(`| ${number} | ${kind} | ${load} | ${beside} | ${seconds} | ${passed} | ${failed} |`);
  if (code !== 0) {
    process.exitCode = 1;
    console.error(`Run ${number} failed: see ${path}.`);
  }
}
