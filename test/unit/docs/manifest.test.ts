import { access, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };

const [readme, contributing] = await Promise.all([
  readFile('README.md', 'utf8'),
  readFile('CONTRIBUTING.md', 'utf8'),
]);
const { commands, configuration } = manifest.contributes;

test.each(commands)('README has a row for the command $title', ({ category, title }) => {
  expect(readme).toContain(`\n| ${category}: ${title} |`);
});

test.each(Object.keys(configuration.properties))('README has a row for %s', (setting) => {
  expect(readme).toContain(`\n| \`${setting}\` |`);
});

test.each(Object.keys(manifest.scripts))('CONTRIBUTING has a row for `npm run %s`', (script) => {
  const command = script === 'test' || script === 'start' ? script : `run ${script}`;
  expect(contributing).toMatch(new RegExp(`\n\\| \`npm ${command}[ \`]`));
});

test('CHANGELOG has a section for the version', async () => {
  expect(await readFile('CHANGELOG.md', 'utf8')).toContain(`\n## ${manifest.version}\n`);
});

const paths = [...contributing.matchAll(/`([\w./-]+\/[\w./-]*|[\w.-]+\.(?:json|md))`/g)];

test.each(paths.map(([, path = '']) => path))('CONTRIBUTING names %s, which is there', (path) =>
  access(path),
);
