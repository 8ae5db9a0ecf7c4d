import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { RepositoryCopy } from '../../repositoryCopy';

const copies = await Promise.all([RepositoryCopy.make(), RepositoryCopy.make()]);
afterAll(() => Promise.all(copies.map((copy) => copy.remove())));

/** The hash of the package that a copy gives. */
async function packed(copy: RepositoryCopy, env: NodeJS.ProcessEnv): Promise<string> {
  await copy.npmRun('package', env);
  const bytes = await readFile(copy.path('cekura-agent-specs.vsix'));
  return createHash('sha256').update(bytes).digest('hex');
}

test('the same sources give the same package, in any folder and time zone', async () => {
  const [one, other] = await Promise.all([
    packed(copies[0], { TZ: 'UTC' }),
    packed(copies[1], { TZ: 'Asia/Tokyo' }),
  ]);
  expect(other).toBe(one);
});

test('a picture of the README that is not there fails the package', async () => {
  const [copy] = copies;
  const readme = await readFile(copy.path('README.md'), 'utf8');
  const picture = /src="(media.+?)"/.exec(readme)?.[1] ?? '';
  await rm(copy.path(picture));
  await expect(copy.npmRun('package')).rejects.toThrow(picture);
});
