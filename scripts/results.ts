/** Which tests of a layer to run: all of them, unless told. */
export interface Selection {
  /** Parts of the paths of files with tests. */
  files?: string[];
  /** A regular expression for the full names of tests. */
  name?: string | undefined;
  /** Those that files changed since this commit concern. */
  changedSince?: string;
}

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

/** The name of a test as a regular expression that can stand in the double quotes of any shell. */
export function patternOf(fullName: string): string {
  // A dot is any character but a line break.
  const pattern = fullName.replace(/[^\w ,:;/-]/g, (sign) => (/\s/.test(sign) ? '\\s' : '.'));
  return `^${pattern}$`;
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
