#!/usr/bin/env node
import { exitCodes } from './base/exitCodes';
import { reasonOf } from './base/reasonOf';
import { repository } from './base/version';
import { runProgram } from './program';

let isWritten = true;

// Whoever reads may have seen enough, as `head` does: what is being done goes on.
process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || !isWritten) return;
  isWritten = false;
  process.exitCode = exitCodes.usage;
  process.stderr.write(`Standard output can't be written: ${reasonOf(error)}.\n`);
});

void runProgram(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = isWritten ? code : exitCodes.usage;
  },
  (error: unknown) => {
    // Without the line of the bundle that Node would print.
    const stack = error instanceof Error ? error.stack : undefined;
    process.stderr.write(
      `cekura-agent stopped unexpectedly: please report it at ${repository}/issues.\n${stack ?? String(error)}\n`,
    );
    process.exitCode = exitCodes.problems;
  },
);
