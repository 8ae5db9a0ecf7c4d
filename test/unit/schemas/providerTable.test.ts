import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { withProviderTable } from '../../../scripts/providerTable';

test('the provider table of the README is made from the descriptions as they are', async () => {
  const readme = await readFile('README.md', 'utf8');
  expect(await withProviderTable(readme)).toBe(readme);
});
