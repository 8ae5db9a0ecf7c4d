import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { Server } from '../protocol/server';

let folder: string;
let server: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'specs-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

test('a folder of somebody else, whose specs nobody opens, is checked within bounds', async () => {
  await writeFile(join(folder, 'good.cekura-agent.yaml'), 'nmae: a\n');
  for (let number = 0; number < 40; number++) {
    const path = join(folder, `large-${number}.cekura-agent.yaml`);
    await writeFile(path, '# Large\n');
    await truncate(path, 20_000_000);
  }
  await mkdir(join(folder, 'folder.cekura-agent.yaml'));
  await symlink('gone', join(folder, 'lost.cekura-agent.yaml'));
  await symlink('.', join(folder, 'again'));
  if (process.platform !== 'win32') {
    await symlink('/dev/zero', join(folder, 'endless.cekura-agent.yaml'));
    await symlink('/proc', join(folder, 'elsewhere'));
  }
  server = await Server.start({ textDocument: { diagnostic: {} } }, {}, [folder]);
  const { items } = await server.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
    previousResultIds: [],
  });
  const codes = items.map((item) => item.kind === 'full' && item.items.map(({ code }) => code));
  expect(codes.filter((one) => String(one) === 'too-large')).toHaveLength(40);
  expect(codes.filter((one) => String(one) !== 'too-large')).toEqual([
    expect.arrayContaining(['unknown-key']),
  ]);
  expect(await server.peakMemory()).toBeLessThan(500);
});
