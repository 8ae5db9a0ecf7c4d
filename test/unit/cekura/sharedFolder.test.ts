import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SharedFolder } from '../../../client/src/sharedFolder';

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
    one.set(spec, { agentId: 7, openCreate: undefined });
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
  test('no other gets before it is freed', () => {
    const [one, other] = [new SharedFolder(path), new SharedFolder(path)];
    const free = one.hold(spec);
    expect(free).toBeDefined();
    expect(other.hold(spec)).toBeUndefined();
    expect(other.hold(`${spec}.old`)).toBeDefined();
    free?.();
    expect(other.hold(spec)).toBeDefined();
  });

  test('another gets when the user wants it', () => {
    const [one, other] = [new SharedFolder(path), new SharedFolder(path)];
    one.hold(spec);
    other.free(spec);
    expect(other.hold(spec)).toBeDefined();
  });

  test('is free when the window has ended, however it did', async () => {
    const folder = new SharedFolder(path);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    folder.hold(spec);
    const [name = ''] = await readdir(path);
    await writeFile(join(path, name), `${child.pid}`);
    expect(folder.hold(spec)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(folder.hold(spec)).toBeDefined();
  });

  test.each(['', 'x', '-1', '0', '1.5'])(
    'is free when nobody knows who holds it: %j',
    async (text) => {
      const folder = new SharedFolder(path);
      folder.hold(spec);
      const [name = ''] = await readdir(path);
      await writeFile(join(path, name), text);
      expect(folder.hold(spec)).toBeDefined();
    },
  );

  test('is no value', () => {
    const folder = new SharedFolder(path);
    folder.hold(spec);
    expect(folder.keys).toEqual([]);
  });
});
