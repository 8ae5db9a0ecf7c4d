import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Ends what hangs: milliseconds, many times what the longest test takes on half a core beside others. */
const limit = 900_000;

/** What is waited for comes before, or the test says what there was instead. */
const patient = {
  testTimeout: limit,
  hookTimeout: limit,
  expect: { poll: { timeout: limit / 3 } },
};

/** Tests of what keeps nothing and reaches nothing outside. */
const pure = ['test/unit/{server,schemas,shared}/**/*.test.ts'];

/** Files that take long, though they are short. */
const long = /(?:attack|leaks|retry|linear|commandLineApply)\.test\.ts$/;

/** What takes long comes first, so that nobody waits for one file in the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** The layer that is run, by `--project`. */
const [layer = 'all'] = process.argv.flatMap((one) => /^--project=([\w-]+)/.exec(one)?.[1] ?? []);

/** One project for each layer that vitest runs; `scripts/test.ts` runs them. */
export default defineConfig({
  // Layers run beside each other, and vitest notes in it how long each file takes.
  cacheDir: `node_modules/.vite/${layer}`,
  test: {
    // Windows are beside them.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongFirst },
    // What tests read without an import.
    forceRerunTriggers: [
      ...configDefaults.forceRerunTriggers,
      '**/{examples,schemas,snippets,media,test/fixtures,.github}/**',
      '**/*.md',
    ],
    projects: [
      {
        resolve: { alias: { vscode: resolve('test/unit/client/fakeVscode.ts') } },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          exclude: pure,
          setupFiles: ['test/seed.ts'],
          ...patient,
        },
      },
      {
        test: {
          name: 'unit-pure',
          include: pure,
          // Nothing that they import has a state, so files share what is loaded.
          isolate: false,
          setupFiles: ['test/seed.ts'],
          ...patient,
        },
      },
      {
        test: {
          name: 'protocol',
          isolate: false,
          globalSetup: ['test/protocol/installCommandLine.ts'],
          include: ['test/{protocol,stress}/**/*.test.ts'],
          ...patient,
        },
      },
      {
        test: {
          name: 'window',
          include: ['test/window/**/*.test.ts'],
          globalSetup: ['test/window/setup.ts'],
          maxWorkers: 2,
          ...patient,
        },
      },
    ],
  },
});
