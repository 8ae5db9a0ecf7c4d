import { parseArgs } from 'node:util';
import { buildAll } from '../../../scripts/build';
import { layers } from '../../../scripts/layers';
import { sumUp } from '../../../scripts/results';
import { figuresOf, soak } from './soak';

/** `npm run soak -- --minutes 60 [--seed N] [--times 16]`: random editing, with the figures at the end, then `unit` with so many times the cases for each property, and larger attacks. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    times: { type: 'string', default: '16' },
  },
});

/** Bytes that the heap may grow by after a tenth of the time. */
const mostGrowth = 20e6;

await buildAll();
console.log(`Random editing for ${values.minutes} minutes, seed ${values.seed}.`);
const figures = await soak(Number(values.minutes), Number(values.seed));
console.log(figuresOf(figures));
const growth = figures.heap.end - figures.heap.tenth;
if (growth > mostGrowth) throw new Error(`The heap grew by ${Math.round(growth / 1e6)} MB.`);

Object.assign(process.env, { SEED: values.seed, TIMES: values.times });
const say = (text: string) => process.stdout.write(text);
const unit = await layers.unit?.run({}, say);
const attacks = await layers.protocol?.run({ files: ['test/stress/'] }, say);
if (unit && attacks)
  sumUp({
    passed: unit.passed + attacks.passed,
    failures: [...unit.failures, ...attacks.failures],
  });
