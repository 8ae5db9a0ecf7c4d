import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { forkOptions } from '../../shared/src/forkOptions';
import { Server } from './server';

test('cekura-agent lsp --stdio is the language server', async () => {
  const server = await Server.start({}, {}, [], { program: ['dist/cli.js', 'lsp'] });
  const { diagnostics } = await server.open('nmae: a\ndescription: b\nproject: 1\n');
  expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-key']);
  await server.stop();
});

test.runIf(process.platform === 'linux')(
  'cekura-agent lsp holds the server to the memory that it has in VS Code, and ends with it',
  async () => {
    const child = spawn(process.execPath, ['dist/cli.js', 'lsp', '--stdio']);
    const children = () => readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
    await expect.poll(children).toMatch(/^\d+ $/);
    const server = (await children()).trim();
    const started = await readFile(`/proc/${server}/cmdline`, 'utf8');
    for (const argument of forkOptions.execArgv) expect(started.split('\0')).toContain(argument);
    const environment = (await readFile(`/proc/${server}/environ`, 'utf8')).split('\0');
    for (const [name, value] of Object.entries(forkOptions.env)) {
      expect(environment).toContain(`${name}=${value}`);
    }
    child.kill('SIGTERM');
    await once(child, 'exit');
    await expect.poll(() => existsSync(`/proc/${server}`)).toBe(false);
  },
);

test('cekura-agent lsp alone says how it is used', async () => {
  const run = promisify(execFile)(process.execPath, ['dist/cli.js', 'lsp']);
  await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--stdio') });
});

test.each(['toString', 'constructor', '__proto__', 'chek'])(
  'cekura-agent %s is no command: it says how it is used',
  async (command) => {
    const run = promisify(execFile)(process.execPath, ['dist/cli.js', command]);
    const stderr = expect.stringMatching(/^Usage:/);
    await expect(run).rejects.toMatchObject({ code: 2, stderr });
  },
);
