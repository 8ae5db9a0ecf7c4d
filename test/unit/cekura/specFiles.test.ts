import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSpecFile } from '../../../client/src/specFiles';

let top: string;
let folders: { spec: string; root: string };

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'spec-files-'));
  const root = join(top, 'work');
  const spec = join(root, 'agents');
  folders = { spec, root };
  await mkdir(spec, { recursive: true });
  await writeFile(join(top, 'outside.md'), 'outside');
  await writeFile(join(top, 'work-beside.md'), 'beside');
  await writeFile(join(root, 'shared.md'), 'shared');
  await writeFile(join(root, '..notes.md'), 'dots');
  await writeFile(join(spec, 'prompt.md'), '\uFEFFGrüezi 👋\n');
  await writeFile(join(spec, 'sound.pdf'), Buffer.from([0xff, 0xfe, 0x00]));
  await writeFile(join(spec, 'huge.txt'), '');
  await truncate(join(spec, 'huge.txt'), 50_000_001);
  await symlink(join(top, 'outside.md'), join(spec, 'link.md'));
  await symlink(join(root, 'shared.md'), join(spec, 'inner.md'));
  await symlink(root, join(top, 'alias'));
});
afterAll(() => rm(top, { recursive: true }));

describe('a file is read', () => {
  test.each<[name: string, file: string, as: 'text' | 'base64', text: string]>([
    ['beside the spec, without its byte order mark', 'prompt.md', 'text', 'Grüezi 👋\n'],
    ['by ./', './prompt.md', 'text', 'Grüezi 👋\n'],
    ['higher up in the workspace', '../shared.md', 'text', 'shared'],
    ['whose name starts with dots', '../..notes.md', 'text', 'dots'],
    ['through a link that stays inside', 'inner.md', 'text', 'shared'],
    ['as bytes', 'sound.pdf', 'base64', '//4A'],
  ])('%s', async (_, file, as, text) => {
    expect(await readSpecFile(file, as, folders)).toEqual({ text });
  });

  test('when the workspace folder itself is reached by a link', async () => {
    const root = join(top, 'alias');
    expect(await readSpecFile('prompt.md', 'text', { spec: join(root, 'agents'), root })).toEqual({
      text: 'Grüezi 👋\n',
    });
  });
});

describe('a file is not sent', () => {
  test.each<[name: string, file: () => string, why: RegExp]>([
    ['that is missing', () => 'none.md', /none.md does not exist: its path is relative/],
    ['below a file', () => 'prompt.md/x', /does not exist/],
    ['outside of the workspace', () => '../../outside.md', /lies outside of the folder work/],
    ['whose path only starts like the workspace', () => '../../work-beside.md', /lies outside/],
    ['outside, by its whole path', () => join(top, 'outside.md'), /lies outside/],
    ['outside, by a symbolic link', () => 'link.md', /link.md lies outside/],
    ['that is a folder', () => '.', /is a folder/],
    ['that is not UTF-8', () => 'sound.pdf', /is not UTF-8 text/],
    ['larger than 50 MB', () => 'huge.txt', /larger than 50 MB/],
  ])('%s', async (_, file, why) => {
    expect(await readSpecFile(file(), 'text', folders)).toEqual({
      problem: expect.stringMatching(why),
    });
  });
});
