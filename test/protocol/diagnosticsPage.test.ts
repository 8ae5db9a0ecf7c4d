import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { diagnosticsPage, diagnosticsPath } from '../../scripts/diagnosticsPage';

const written = await readFile(diagnosticsPath, 'utf8');

test('docs/diagnostics.md is what `npm run docs` writes', async () => {
  expect(await diagnosticsPage()).toBe(written);
});

test('each code in the source has a heading, to which an editor can link', async () => {
  const files = await readdir('server/src', { recursive: true });
  const sources = await Promise.all(
    files
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFile(`server/src/${name}`, 'utf8')),
  );
  const codes = sources.flatMap((source) => [...source.matchAll(/\bcode: '([a-z0-9-]+)'/g)]);
  const headings = [...written.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(codes.length).toBeGreaterThan(0);
  expect(headings).toEqual(expect.arrayContaining(codes.map(([, code]) => code)));
});
