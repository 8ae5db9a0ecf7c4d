import { parseArgs } from 'node:util';
import { buildAll } from '../../scripts/build';
import { figuresOf, soak } from './soak';

/** `npm run soak -- --minutes 60 [--seed N]`: random editing, with the figures at the end. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

await buildAll();
console.log(`Random editing for ${values.minutes} minutes, seed ${values.seed}.`);
console.log(figuresOf(await soak(Number(values.minutes), Number(values.seed))));
