import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

/** A whole run of a server that keeps its code below a folder. */
async function checkOneSpec(cacheHome: string): Promise<void> {
  const server = await Server.start(undefined, undefined, undefined, {
    env: { XDG_CACHE_HOME: cacheHome },
  });
  const { diagnostics } = await server.open('name: a\nproject: 1\ndescription: b\nnaame: c\n');
  expect(diagnostics.map(({ code }) => code)).toContain('unknown-key');
  await server.stop();
}

const half = ({ length }: Buffer) => Math.floor(length / 2);

test.each<[name: string, before: (content: Buffer) => Buffer]>([
  ['empty', () => Buffer.alloc(0)],
  ['cut off', (content) => content.subarray(0, half(content))],
  [
    'of another build',
    (content) => Buffer.concat([Buffer.from('0'.repeat(64)), content.subarray(64)]),
  ],
  ['of another V8', (content) => Buffer.from(content).fill(0, 64, 128)],
  [
    'overwritten in its middle',
    (content) => Buffer.from(content).fill(0, half(content), half(content) + 5000),
  ],
  ['no code at all', () => Buffer.from('#!/bin/sh\n'.repeat(1000))],
])('kept code that is %s is made anew, and the server works', async (_, before) => {
  await writeFile(kept.path, before(kept.content));
  await checkOneSpec(home);
  const after = await readFile(kept.path);
  expect(after.subarray(0, 64)).toEqual(kept.content.subarray(0, 64));
  expect(after.length).toBeGreaterThan(kept.content.length * 0.8);
});

test('kept code is left as it is', async () => {
  await writeFile(kept.path, kept.content);
  await checkOneSpec(home);
  expect(await readFile(kept.path)).toEqual(kept.content);
  expect(await readdir(join(home, 'cekura-agent-specs'))).toHaveLength(1);
});

test('where nothing can be kept, the server works', async () => {
  const file = join(home, 'file');
  await writeFile(file, '');
  await checkOneSpec(file);
  expect(await readFile(file, 'utf8')).toBe('');
});
