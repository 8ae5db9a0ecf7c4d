import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headerLength, headerOf } from '../../server/src/entry/codeCache';
import { Server } from './server';

let home: string;
let kept: { path: string; content: Buffer };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'cekura-cache-'));
  await checkOneSpec(home);
  const [name = '', ...others] = await readdir(join(home, 'cekura-agent-specs'));
  expect(others).toEqual([]);
  const path = join(home, 'cekura-agent-specs', name);
  kept = { path, content: await readFile(path) };
});
afterAll(() => rm(home, { recursive: true }));

/** Starts a server that keeps its code below a folder. */
function start(cacheHome: string): Promise<Server> {
  return Server.start(undefined, undefined, undefined, { env: { XDG_CACHE_HOME: cacheHome } });
}

/** A whole run of such a server. */
async function checkOneSpec(cacheHome: string): Promise<void> {
  const server = await start(cacheHome);
  const { diagnostics } = await server.open('name: a\nproject: 1\ndescription: b\nnaame: c\n');
  expect(diagnostics.map(({ code }) => code)).toContain('unknown-key');
  await server.stop();
}

/** It has neither modes nor links that anybody may make. */
const isWindows = process.platform === 'win32';

const half = ({ length }: Buffer) => Math.floor(length / 2);

/** The code after a change of it, as if it had been kept so. */
function changed(content: Buffer, change: (code: Buffer) => void): Buffer {
  const code = Buffer.from(content.subarray(headerLength));
  change(code);
  const [hash = ''] = content.toString('latin1', 0, headerLength).split(' ');
  return Buffer.concat([headerOf(hash, code), code]);
}

test.each<[name: string, before: (content: Buffer) => Buffer, mode?: number]>([
  ['empty', () => Buffer.alloc(0)],
  ['cut off', (content) => content.subarray(0, half(content))],
  [
    'of another build',
    (content) => Buffer.concat([Buffer.from('0'.repeat(64)), content.subarray(64)]),
  ],
  ['of another V8', (content) => changed(content, (code) => code.fill(0, 0, 16))],
  [
    'overwritten in its middle',
    (content) => Buffer.from(content).fill(0, half(content), half(content) + 5000),
  ],
  ['no code at all', () => Buffer.from('#!/bin/sh\n'.repeat(1000))],
  ['one that others may write', (content) => content, 0o666],
])('kept code that is %s is made anew, and the server works', async (_, before, mode = 0o600) => {
  await writeFile(kept.path, before(kept.content));
  await chmod(kept.path, mode);
  await utimes(kept.path, 0, 1_000_000_000);
  await checkOneSpec(home);
  const after = await readFile(kept.path);
  expect(after.subarray(0, 64)).toEqual(kept.content.subarray(0, 64));
  expect(after.length).toBeGreaterThan(kept.content.length * 0.8);
  expect((await stat(kept.path)).mtimeMs).toBeGreaterThan(1_000_000_000_000);
});

test.skipIf(isWindows)(
  'a link to kept code is not followed, and gives way to kept code',
  async () => {
    const elsewhere = join(home, 'elsewhere');
    await writeFile(elsewhere, kept.content);
    await rm(kept.path);
    await symlink(elsewhere, kept.path);
    await checkOneSpec(home);
    expect((await lstat(kept.path)).isFile()).toBe(true);
  },
);

test.skipIf(isWindows).each<[name: string, make: (folder: string) => Promise<unknown>]>([
  [
    'is a link',
    (folder) => rename(folder, `${folder}-moved`).then(() => symlink(`${folder}-moved`, folder)),
  ],
  ['others may write', (folder) => chmod(folder, 0o777)],
])('a folder that %s is left as it is', async (_, make) => {
  const other = join(home, 'other');
  const folder = join(other, 'cekura-agent-specs');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, basename(kept.path)), 'of somebody');
  await make(folder);
  await checkOneSpec(other);
  expect(await readdir(folder)).toEqual([basename(kept.path)]);
  expect(await readFile(join(folder, basename(kept.path)), 'utf8')).toBe('of somebody');
  await rm(other, { recursive: true });
});

test('what has not been made anew for long is removed', async () => {
  const old = join(home, 'cekura-agent-specs', 'core.js-1.2.3-x64');
  await writeFile(old, '');
  await utimes(old, 0, 1_000_000_000);
  await writeFile(kept.path, '');
  await checkOneSpec(home);
  expect(await readdir(join(home, 'cekura-agent-specs'))).toEqual([basename(kept.path)]);
});

test('kept code is left as it is', async () => {
  await writeFile(kept.path, kept.content);
  await utimes(kept.path, 0, 1_000_000_000);
  await checkOneSpec(home);
  expect(await readFile(kept.path)).toEqual(kept.content);
  expect((await stat(kept.path)).mtimeMs).toBe(1_000_000_000_000);
  expect(await readdir(join(home, 'cekura-agent-specs'))).toHaveLength(1);
});

test('code is kept also by a server that goes on, as it may never end by itself', async () => {
  await rm(kept.path);
  const server = await start(home);
  await server.open('name: a\n');
  await expect.poll(() => existsSync(kept.path), { timeout: 600_000 }).toBe(true);
  expect((await readFile(kept.path)).length).toBeGreaterThan(kept.content.length * 0.8);
  await server.stop();
});

test('where nothing can be kept, the server works', async () => {
  const file = join(home, 'file');
  await writeFile(file, '');
  await checkOneSpec(file);
  expect(await readFile(file, 'utf8')).toBe('');
});
