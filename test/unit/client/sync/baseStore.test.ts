import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BaseStore, KeptVersions } from '../../../../client/src/sync/baseStore';

let parent: string;
let path: string;
let count = 0;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'cekura-base-'));
});
beforeEach(() => {
  count += 1;
  path = join(parent, `${count}`, 'sync');
});
afterAll(() => rm(parent, { recursive: true }));

const url = 'https://api.cekura.ai';
const large = { name: 'Desk', description: 'ä👋\r\n'.repeat(50_000), odd: [null, '', {}, 1.5] };
const broken = ['', '{', 'null', '[]', '{"value": 1}', '{"value": []}', '\0'];

describe('what was common last', () => {
  test('is known to every window, and to the next start', () => {
    const [one, other] = [new BaseStore(path), new BaseStore(path)];
    expect(other.get(url, 7)).toBeUndefined();
    one.set(url, 7, large);
    expect(other.get(url, 7)).toEqual(large);
    other.set(url, 7, { name: 'New' });
    expect(one.get(url, 7)).toEqual({ name: 'New' });
  });

  test.each([
    [url, 70],
    [url, 1],
    ['https://api.eu.cekura.ai', 7],
    [`${url}/7`, 7],
  ])('is that of one agent at one address: not of %s, %i', (otherUrl, id) => {
    const store = new BaseStore(path);
    store.set(url, 7, { name: 'Desk' });
    expect(store.get(otherUrl, id)).toBeUndefined();
  });

  test('is readable by nobody else', async () => {
    new BaseStore(path).set(url, 7, large);
    const [name = '', ...others] = await readdir(path);
    expect(others).toEqual([]);
    expect((await stat(join(path, name))).mode & 0o077).toBe(0);
  });

  test.each(broken)('is nothing when its file holds %j', async (text) => {
    const store = new BaseStore(path);
    store.set(url, 7, { name: 'Desk' });
    const [name = ''] = await readdir(path);
    await writeFile(join(path, name), text);
    expect(store.get(url, 7)).toBeUndefined();
    store.set(url, 7, { name: 'New' });
    expect(store.get(url, 7)).toEqual({ name: 'New' });
  });

  test('that the disk does not take is an error', async () => {
    await writeFile(join(parent, `${count}`), 'no folder');
    expect(() => new BaseStore(path).set(url, 7, {})).toThrow(/ENOTDIR|EEXIST/);
    expect(new BaseStore(path).get(url, 7)).toBeUndefined();
  });
});

describe('versions before updates', () => {
  test('are listed newest first, in every window, for one agent at one address', () => {
    const [one, other] = [new KeptVersions(path), new KeptVersions(path)];
    one.add(url, 7, { name: 'A' }, 1_000);
    other.add(url, 7, large, 3_000);
    one.add(url, 7, { name: 'B' }, 2_000);
    one.add(url, 70, { name: 'Other' }, 4_000);
    one.add('https://api.eu.cekura.ai', 7, { name: 'Other' }, 5_000);
    expect(other.list(url, 7)).toEqual([
      { at: 3_000, agent: large },
      { at: 2_000, agent: { name: 'B' } },
      { at: 1_000, agent: { name: 'A' } },
    ]);
    expect(other.list(url, 8)).toEqual([]);
  });

  test('are the newest 20 of each agent', async () => {
    const versions = new KeptVersions(path);
    versions.add(url, 8, { name: 'Other' }, 0);
    for (let number = 1; number <= 25; number++) versions.add(url, 7, { number }, number);
    const numbers = versions.list(url, 7).map(({ agent }) => agent.number);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => 25 - at));
    expect(versions.list(url, 8)).toHaveLength(1);
    const files = await readdir(path, { recursive: true });
    expect(files.filter((name) => name.endsWith('.json'))).toHaveLength(21);
  });

  test('of the same millisecond are all kept', () => {
    const versions = new KeptVersions(path);
    for (const name of ['A', 'B', 'C']) versions.add(url, 7, { name }, 1_000);
    expect(versions.list(url, 7).map(({ agent }) => agent.name)).toEqual(['C', 'B', 'A']);
  });

  test.each(broken)('are without one whose file holds %j', async (text) => {
    const versions = new KeptVersions(path);
    versions.add(url, 7, { name: 'A' }, 1_000);
    const names = await readdir(path, { recursive: true });
    const name = names.find((one) => one.endsWith('.json')) ?? '';
    versions.add(url, 7, { name: 'B' }, 2_000);
    await writeFile(join(path, name), text);
    expect(versions.list(url, 7)).toEqual([{ at: 2_000, agent: { name: 'B' } }]);
  });
});
