import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** One project for each layer that vitest runs; `scripts/test.ts` runs them in order. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: { vscode: resolve('test/unit/create/fakeVscode.ts') } },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/seed.ts'],
          testTimeout: 60_000,
        },
      },
      { test: { name: 'protocol', include: ['test/protocol/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'window',
          include: ['test/window/**/*.test.ts'],
          globalSetup: ['test/window/setup.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
