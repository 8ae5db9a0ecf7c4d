/** A test that failed. */
export interface Failure {
  /** What failed and why, in one line. */
  text: string;
  /** The command that runs it alone. */
  command: string;
}

/** What came of some tests; skipped ones have failed. */
export interface Results {
  passed: number;
  failures: Failure[];
}

/** Says what failed, with the command that runs it alone, and in the last line how many tests passed and failed; the process then ends accordingly. */
export function sumUp({ passed, failures }: Results): void {
  if (failures.length > 0) {
    process.exitCode = 1;
    const lines = failures.map(({ text, command }) => `${text}\n    ${command}`);
    console.log(`\nFailed:\n${lines.join('\n')}`);
  }
  console.log(`\n${passed} passed, ${failures.length} failed`);
}
