import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import manifest from '../../../package.json' with { type: 'json' };

const forms = await glob('.github/ISSUE_TEMPLATE/*.yml', { dot: true, ignore: '**/config.yml' });
const workflows = await glob('.github/workflows/*.yml', { dot: true });

async function parsed(path: string) {
  const document = parseDocument(await readFile(path, 'utf8'), { strict: true });
  expect([...document.errors, ...document.warnings]).toEqual([]);
  return document;
}

test.each(forms)('%s is a form that GitHub takes', async (path) => {
  const form: unknown = (await parsed(path)).toJS();
  expect(form).toMatchObject({
    name: expect.any(String),
    description: expect.any(String),
    body: expect.arrayContaining([expect.objectContaining({ id: expect.any(String) })]),
  });
});

test.each(workflows)('%s runs scripts that there are, with few rights', async (path) => {
  const document = await parsed(path);
  expect(document.getIn(['permissions', 'contents'])).toBe('read');
  const text = await readFile(path, 'utf8');
  for (const [, script = ''] of text.matchAll(/npm run ([\w:]+)/g)) {
    expect(Object.keys(manifest.scripts)).toContain(script);
  }
});
