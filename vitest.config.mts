import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

/** Ends what hangs: milliseconds, many times what the longest test takes on half a core beside others. */
const limit = 900_000;

/** One project for each layer that vitest runs; `scripts/test.ts` runs them in order. */
export default defineConfig({
  test: {
    // One more than there are cores, as tests also wait for other processes.
    maxWorkers: availableParallelism() + 1,
    // What tests read without an import.
    forceRerunTriggers: [
      ...configDefaults.forceRerunTriggers,
      '**/{examples,schemas,snippets,media,test/fixtures,.github}/**',
      '**/*.md',
    ],
    projects: [
      {
        resolve: { alias: { vscode: resolve('test/unit/client/create/fakeVscode.ts') } },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/seed.ts'],
          testTimeout: limit,
          hookTimeout: limit,
        },
      },
      {
        test: {
          name: 'protocol',
          globalSetup: ['test/protocol/installCommandLine.ts'],
          include: ['test/{protocol,stress}/**/*.test.ts'],
          testTimeout: limit,
          hookTimeout: limit,
        },
      },
      {
        test: {
          name: 'window',
          include: ['test/window/**/*.test.ts'],
          globalSetup: ['test/window/setup.ts'],
          maxWorkers: 2,
          // Limits only end what hangs: a slow machine takes its time.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 120_000 } },
        },
      },
    ],
  },
});
