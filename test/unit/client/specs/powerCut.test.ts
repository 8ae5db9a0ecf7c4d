import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { SharedFolder } from '../../../../client/src/specs/sharedFolder';

/** What was asked of the disk, in order: `sync` is of what was opened last. */
const calls = vi.hoisted((): string[] => []);
vi.mock('node:fs', async (original) => {
  const actual = await original<typeof import('node:fs')>();
  const openSync: typeof actual.openSync = (path, ...rest) => {
    calls.push(String(path).endsWith('specs') ? 'open folder' : 'open file');
    return actual.openSync(path, ...rest);
  };
  const fsyncSync: typeof actual.fsyncSync = (file) => {
    calls.push('sync');
    actual.fsyncSync(file);
  };
  const renameSync: typeof actual.renameSync = (...paths) => {
    calls.push('rename');
    actual.renameSync(...paths);
  };
  return { ...actual, openSync, fsyncSync, renameSync };
});

test.skipIf(process.platform === 'win32')(
  'a record is on the disk before it takes its place, and its name after it',
  () => {
    const parent = mkdtempSync(join(tmpdir(), 'cekura-power-'));
    new SharedFolder(join(parent, 'specs')).set('a', { agentId: 7 });
    expect(calls).toEqual(['open file', 'sync', 'rename', 'open folder', 'sync']);
    rmSync(parent, { recursive: true });
  },
);
