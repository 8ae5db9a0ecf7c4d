import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  findSpecFile,
  problemOfName,
  readSpecFile,
} from '../../../../client/src/placeholders/specFiles';

/** What happens around each opening of a file. */
const attack = vi.hoisted(
  (): Partial<Record<'beforeOpen' | 'afterOpen', () => Promise<void>>> => ({}),
);
vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof import('node:fs/promises')>();
  const open: typeof actual.open = async (...args) => {
    await attack.beforeOpen?.();
    const handle = await actual.open(...args);
    await attack.afterOpen?.();
    return handle;
  };
  return { ...actual, open };
});

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
  await symlink('/dev/zero', join(spec, 'zero.md'));
  await symlink('loop.md', join(spec, 'loop.md'));
  await writeFile(join(spec, 'zeros.md'), 'a\0b');
  for (const folder of ['work/.git/hooks', 'work/agents/vendor/.git', 'work/agents/worktree'])
    await mkdir(join(top, folder), { recursive: true });
  for (const file of ['.git/config', '.git/hooks/pre-commit', 'agents/vendor/.git/config'])
    await writeFile(join(root, file), 'token');
  await writeFile(join(spec, 'worktree', '.git'), 'gitdir: ../.git');
  await symlink(join(root, '.git'), join(spec, 'history'));
  await symlink(join(root, '.git/config'), join(spec, 'settings'));
  await mkdir(join(spec, 'moved'));
  await mkdir(join(spec, 'data'));
  await writeFile(join(spec, 'data', 'config'), 'token');
  await symlink('../data', join(spec, 'moved', '.git'));
  await mkdir(join(spec, 'a.git'));
  await writeFile(join(spec, 'a.git', 'notes.md'), 'ours');
  await writeFile(join(spec, '.gitignore'), 'ours');
  await writeFile(join(spec, 'long.md'), '');
  await truncate(join(spec, 'long.md'), 1_000_001);
  if (process.platform !== 'win32')
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(spec, 'pipe.md')]);
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
    ['that is missing', () => 'none.md', /none.md doesn't exist: the path is relative/],
    ['below a file', () => 'prompt.md/x', /doesn't exist/],
    ['outside of the workspace', () => '../../outside.md', /is outside the folder work/],
    ['whose path only starts like the workspace', () => '../../work-beside.md', /is outside/],
    ['outside, by its whole path', () => join(top, 'outside.md'), /is outside/],
    ['outside, by a symbolic link', () => 'link.md', /link.md is outside/],
    ['that is a folder', () => '.', /is a folder/],
    ['that is not UTF-8', () => 'sound.pdf', /isn't UTF-8/],
    ['that holds zeros', () => 'zeros.md', /isn't text/],
    ['that is too large for a text', () => 'long.md', /larger than 1 MB/],
    ['that is a link to itself', () => 'loop.md', /link to itself/],
    ['that never ends, by a symbolic link', () => 'zero.md', /zero.md is outside/],
    ['that is a pipe nobody writes to', () => 'pipe.md', /isn't a regular file/],
    ['whose name holds a zero', () => 'a\0b', /hidden characters/],
    ['whose name has two lines', () => 'two\nlines.md', /hidden characters/],
    ['outside, even when it is missing', () => '../../none.md', /is outside/],
  ])('%s', async (_, file, why) => {
    expect(await readSpecFile(file(), 'text', folders)).toEqual({
      problem: expect.stringMatching(why),
    });
  });
});

describe('a file of git is neither sent nor written', () => {
  test.each<[name: string, file: string]>([
    ['in the repository of the spec', '../.git/config'],
    ['by its whole path', 'WHOLE/.git/config'],
    ['in whatever case', '../.GIT/config'],
    ['that is missing', '../.Git/none'],
    ['deeper down', '../.git/hooks/pre-commit'],
    ['of another repository', 'vendor/.git/config'],
    ['by a link to its folder', 'history/config'],
    ['by a link to the file', 'settings'],
    ['whose folder lies elsewhere', 'moved/.git/config'],
    ['that says where its folder lies', 'worktree/.git'],
  ])('%s', async (_, file) => {
    const name = file.replace('WHOLE', folders.root);
    const refused = { problem: `The file ${name} belongs to git and can't be sent.` };
    expect(await readSpecFile(name, 'text', folders)).toEqual(refused);
    expect(await readSpecFile(name, 'base64', folders)).toEqual(refused);
    expect(await findSpecFile(name, folders)).toEqual(refused);
  });

  test('but one that is only called like it is', async () => {
    for (const name of ['.gitignore', 'a.git/notes.md'])
      expect(await readSpecFile(name, 'text', folders)).toEqual({ text: 'ours' });
  });

  test('nor when the workspace folder lies in it', async () => {
    const hooks = join(folders.root, '.git', 'hooks');
    const inside = { spec: hooks, root: hooks };
    expect(await readSpecFile('pre-commit', 'text', inside)).toEqual({
      problem: expect.stringMatching(/belongs to git/),
    });
  });
});

describe('on Windows a name is refused by its text alone', () => {
  const spec = 'C:\\work\\agents';
  const inWork = { spec, root: 'C:\\work', realRoot: 'D:\\disk\\work' };
  test.each<[name: string, isRefused: boolean]>([
    ['\\\\host\\share\\a.md', true],
    ['//host/share/a.md', true],
    ['\\\\.\\pipe\\a', true],
    ['\\\\?\\C:\\windows\\a.md', true],
    ['D:a.md', true],
    ['..\\..\\a.md', true],
    ['prompt.md', false],
    ['..\\shared.md', false],
    ['c:\\WORK\\shared.md', false],
    ['D:\\disk\\work\\a.md', false],
    ['..\\.Git\\config', true],
  ])('%s: %s', (name, isRefused) => {
    expect(problemOfName(name, inWork, win32) !== undefined).toBe(isRefused);
  });
});

test('a knowledge file larger than 50 MB is not sent', async () => {
  expect(await readSpecFile('huge.txt', 'base64', folders)).toEqual({
    problem: expect.stringMatching(/larger than 50 MB/),
  });
});

test('the size and where a file really lies are told without reading it', async () => {
  expect(await findSpecFile('huge.txt', folders)).toEqual({
    size: 50_000_001,
    place: 'agents/huge.txt',
  });
  expect(await findSpecFile('.//x/../inner.md', folders)).toMatchObject({ place: 'shared.md' });
  expect(await findSpecFile('link.md', folders)).toEqual({
    problem: expect.stringMatching(/is outside/),
  });
});

describe('a folder that is exchanged for a link just when its file is opened', () => {
  const exchange = async () => {
    await rename(join(folders.spec, 'turning'), join(folders.spec, 'parked'));
    await symlink(join(top, 'elsewhere'), join(folders.spec, 'turning'));
  };
  const restore = async () => {
    await unlink(join(folders.spec, 'turning'));
    await rename(join(folders.spec, 'parked'), join(folders.spec, 'turning'));
  };

  beforeAll(async () => {
    for (const folder of [join(folders.spec, 'turning'), join(top, 'elsewhere')]) {
      await mkdir(folder);
      await writeFile(join(folder, 'a.md'), folder);
    }
  });

  test.each([
    ['and stays a link', exchange, undefined, restore],
    ['and becomes a folder again', exchange, restore, undefined],
  ])('%s: nothing is sent', async (_, beforeOpen, afterOpen, tidy) => {
    Object.assign(attack, { beforeOpen, afterOpen });
    const value = await readSpecFile('turning/a.md', 'text', folders);
    Object.assign(attack, { beforeOpen: undefined, afterOpen: undefined });
    await tidy?.();
    expect(value).toEqual({ problem: expect.stringMatching(/is outside/) });
  });
});
