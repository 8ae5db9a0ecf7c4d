import { spawn } from 'node:child_process';
import { generate } from './generate';

/** Types, lint with format, layers of imports, slow regular expressions, and unused code, in plain text: all at once, as each takes one core. */
const checks: Record<string, string[]> = {
  types: ['tsc', '-b', '--pretty', 'false'],
  lint: ['biome', 'ci', '--colors=off', '.'],
  layers: ['tsx', 'scripts/layering.ts'],
  expressions: ['tsx', 'scripts/regularExpressions.ts'],
  unused: ['knip'],
};

interface Checked {
  name: string;
  passed: boolean;
  output: string;
}

function run(name: string, [command = '', ...args]: string[]): Promise<Checked> {
  return new Promise((resolve) => {
    // npm puts the tools on the path; `shell` finds their .cmd files on Windows.
    const child = spawn(command, args, {
      shell: process.platform === 'win32',
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
    });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ name, passed: false, output: error.message }));
    child.on('close', (code) => resolve({ name, passed: code === 0, output }));
  });
}

await generate();
const results = await Promise.all(Object.entries(checks).map(([name, line]) => run(name, line)));
for (const { name, passed, output } of results) {
  console.log(`${passed ? '✓' : '✗'} ${name}`);
  if (!passed) console.log(output.trimEnd());
}
if (results.some(({ passed }) => !passed)) process.exitCode = 1;
