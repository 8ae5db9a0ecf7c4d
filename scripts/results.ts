/** What came of some tests; skipped ones have failed. */
export interface Results {
  passed: number;
  /** A line for each test that failed. */
  failures: string[];
}

/** Says what failed and, in the last line, how many tests passed and failed; the process then ends accordingly. */
export function sumUp({ passed, failures }: Results): void {
  if (failures.length > 0) {
    process.exitCode = 1;
    console.log(`\nFailed:\n${failures.join('\n')}`);
  }
  console.log(`\n${passed} passed, ${failures.length} failed`);
}
