#!/usr/bin/env node
import { runProgram } from './program';

// Whoever reads may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void runProgram(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
