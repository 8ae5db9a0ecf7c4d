import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startOf } from '../../../../client/src/specs/processStart';
import { SharedFolder } from '../../../../client/src/specs/sharedFolder';
import { times } from '../../../runs';

let parent: string;
let path: string;
let count = 0;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'cekura-shared-'));
});
beforeEach(() => {
  count += 1;
  path = join(parent, `${count}`, 'specs');
});
afterAll(() => rm(parent, { recursive: true }));

const spec = 'file:///a/desk.cekura-agent.yaml';

describe('what one window keeps', () => {
  test('another knows at once, until it is forgotten', () => {
    const [one, other] = [new SharedFolder(path), new SharedFolder(path)];
    expect(other.get(spec)).toBeUndefined();
    one.set(spec, { agentId: 7, unresolvedCreate: undefined });
    one.set(`${spec}.old`, { agentId: 8 });
    expect(other.get(spec)).toEqual({ agentId: 7 });
    expect(other.keys.toSorted()).toEqual([spec, `${spec}.old`]);
    other.set(spec, undefined);
    expect(one.get(spec)).toBeUndefined();
    expect(one.keys).toEqual([`${spec}.old`]);
  });

  test('is readable by nobody else, and leaves nothing beside it', async () => {
    new SharedFolder(path).set(spec, { agentId: 7 });
    const [name = '', ...others] = await readdir(path);
    expect(others).toEqual([]);
    expect((await stat(join(path, name))).mode & 0o077).toBe(0);
  });

  test.each(['', '{', 'null', '[]', '{"key": 1}', '\0'])(
    'is nothing when its file holds %j',
    async (text) => {
      const folder = new SharedFolder(path);
      folder.set(spec, { agentId: 7 });
      const [name = ''] = await readdir(path);
      await writeFile(join(path, name), text);
      expect(folder.get(spec)).toBeUndefined();
      expect(folder.keys).toEqual([]);
    },
  );
});

describe('what one window holds', () => {
  test('no other gets before it is released', () => {
    const [one, other] = [new SharedFolder(path), new SharedFolder(path)];
    const release = one.hold(spec);
    expect(release).toBeDefined();
    expect(other.hold(spec)).toBeUndefined();
    expect(other.hold(`${spec}.old`)).toBeDefined();
    release?.();
    expect(other.hold(spec)).toBeDefined();
  });

  test('leaves nothing behind, whether it was held or refused', async () => {
    const [one, other] = [new SharedFolder(path), new SharedFolder(path)];
    const release = one.hold(spec);
    expect(other.hold(spec)).toBeUndefined();
    expect(await readdir(path)).toHaveLength(1);
    release?.();
    expect(await readdir(path)).toEqual([]);
  });

  test('by a process that has ended is cleared away with the next hold of anything', async () => {
    await claimFor('x');
    const release = new SharedFolder(path).hold(`${spec}.old`);
    expect(await readdir(path)).toHaveLength(1);
    release?.();
  });

  test('another gets when the user wants it', () => {
    const [one, other] = [new SharedFolder(path), new SharedFolder(path)];
    one.hold(spec);
    other.release(spec);
    expect(other.hold(spec)).toBeDefined();
  });

  test('is not released by who has lost it to another', () => {
    const [one, other, third] = [1, 2, 3].map(() => new SharedFolder(path));
    const release = one?.hold(spec);
    other?.release(spec);
    expect(other?.hold(spec)).toBeDefined();
    release?.();
    expect(third?.hold(spec)).toBeUndefined();
  });

  /** Leaves a claim of another process, with its number and its start in the places of this one's. */
  async function claimFor(pid: unknown, start = startOf(Number(pid)) ?? ''): Promise<void> {
    new SharedFolder(path).hold(spec);
    const [name = ''] = await readdir(path);
    const [key, , , ...rest] = name.split('.');
    await rename(join(path, name), join(path, [key, pid, start, ...rest].join('.')));
  }

  test('is free when its process has ended and another was given its number', async () => {
    const folder = new SharedFolder(path);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await claimFor(child.pid, '1');
    expect(folder.hold(spec)).toBeDefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  test('is held by a process whose start nobody knows', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await claimFor(child.pid, 'unknown');
    expect(new SharedFolder(path).hold(spec)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  test('is free when the window has ended, however it did', async () => {
    const folder = new SharedFolder(path);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await claimFor(child.pid);
    expect(folder.hold(spec)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(folder.hold(spec)).toBeDefined();
    expect(await readdir(path)).toHaveLength(1);
  });

  test('is free when the number of the process that has ended is that of this one', async () => {
    const folder = new SharedFolder(path);
    folder.hold(spec);
    const [name = ''] = await readdir(path);
    await rename(join(path, name), join(path, name.replace(/[^.]+\.held$/, 'a.held')));
    expect(folder.hold(spec)).toBeDefined();
  });

  test.each(['', 'x', '-1', '0', '1e400'])(
    'is free when nobody knows who holds it: %j',
    async (pid) => {
      await claimFor(pid);
      expect(new SharedFolder(path).hold(spec)).toBeDefined();
    },
  );

  test('has one holder at a time, however many processes try', async () => {
    const program = `
      import shared from ${JSON.stringify(resolve('client/src/specs/sharedFolder.ts'))};
      import { mkdirSync, rmdirSync } from 'node:fs';
      const folder = new shared.SharedFolder(process.argv[1]);
      process.send('ready');
      await new Promise((begin) => process.once('message', begin));
      process.disconnect();
      for (let held = 0; held < ${25 * times};) {
        const release = folder.hold('a');
        if (!release) continue;
        mkdirSync(process.argv[1] + '-held');
        held += 1;
        rmdirSync(process.argv[1] + '-held');
        release();
      }`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', program, path];
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    const children = [1, 2, 3].map(() => spawn(process.execPath, args, { stdio: [...stdio] }));
    onTestFinished(() => void children.map((child) => child.kill()));
    await Promise.all(children.map((child) => once(child, 'message')));
    const ends = children.map(async (child) =>
      expect(await once(child, 'exit')).toEqual([0, null]),
    );
    for (const child of children) child.send('begin');
    try {
      await Promise.all(ends);
    } finally {
      for (const child of children) child.kill('SIGKILL');
    }
  });

  test('is no value', () => {
    const folder = new SharedFolder(path);
    folder.hold(spec);
    expect(folder.keys).toEqual([]);
  });
});
