import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SharedFolder } from '../../../../client/src/specs/sharedFolder';

/** What was asked of the disk, in order: `sync` is of what was opened last. */
const calls = vi.hoisted((): string[] => []);
vi.mock('node:fs', async (original) => {
  const actual = await original<typeof import('node:fs')>();
  const openSync: typeof actual.openSync = (path, ...rest) => {
    calls.push(/\.json\.\d+$/.test(String(path)) ? 'open file' : `open ${basename(String(path))}`);
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
  const rmSyncNoted: typeof actual.rmSync = (...args) => {
    calls.push('remove');
    actual.rmSync(...args);
  };
  return { ...actual, openSync, fsyncSync, renameSync, rmSync: rmSyncNoted };
});

let top: string;
let folder: SharedFolder;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'cekura-power-'));
  folder = new SharedFolder(join(top, 'storage', 'specs'));
  folder.set('a', { agentId: 6 });
});
afterEach(() => rmSync(top, { recursive: true }));

describe.skipIf(process.platform === 'win32')('a power cut loses nothing', () => {
  const written = ['open file', 'sync', 'rename', 'open specs', 'sync'];

  test('of a record: it is on the disk before it takes its place, and its name after it', () => {
    calls.length = 0;
    folder.set('a', { agentId: 7 });
    expect(calls).toEqual(written);
  });

  test('of the first one: the names of new folders are on the disk before', () => {
    calls.length = 0;
    new SharedFolder(join(top, 'other', 'specs')).set('a', { agentId: 7 });
    const folders = ['open other', 'sync', `open ${basename(top)}`, 'sync'];
    expect(calls).toEqual([...folders, ...written]);
  });

  test('of what is forgotten: it does not come back', () => {
    calls.length = 0;
    folder.set('a', undefined);
    folder.set('never', undefined);
    expect(calls).toEqual(['remove', 'open specs', 'sync']);
  });
});
