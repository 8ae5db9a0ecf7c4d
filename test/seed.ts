import fc from 'fast-check';

/** Properties try the same cases in each run, so that a failure tells of what was changed; `SEED=7 npm test -- unit` tries others. */
fc.configureGlobal({ seed: Number(process.env.SEED) || 1 });
