import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Server } from './server';

test('cekura-agent lsp --stdio is the language server', async () => {
  const server = await Server.start({}, {}, [], { program: ['dist/cli.js', 'lsp'] });
  const { diagnostics } = await server.open('nmae: a\ndescription: b\nproject: 1\n');
  expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-key']);
  await server.stop();
});

test('cekura-agent lsp alone says how it is used', async () => {
  const run = promisify(execFile)(process.execPath, ['dist/cli.js', 'lsp']);
  await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--stdio') });
});
