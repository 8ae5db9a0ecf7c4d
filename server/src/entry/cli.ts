#!/usr/bin/env node
void import('./core').then(async ({ runCommand }) => {
  process.exitCode = await runCommand(process.argv.slice(2));
});
