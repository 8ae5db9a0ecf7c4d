import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, runProcess } from './commandLine';
import { installed } from './installCommandLine';

const inPackage = (file: string) => join(installed, 'node_modules/cekura-agent', file);

test('the package needs no other, and has no code of VS Code in it', async () => {
  const packages = await readdir(join(installed, 'node_modules'));
  expect(packages.filter((name) => !name.startsWith('.'))).toEqual(['cekura-agent']);
  const manifest = JSON.parse(await readFile(inPackage('package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'cekura-agent', engines: { node: '>=20.19' } });
  expect(manifest).not.toHaveProperty('dependencies');
  for (const file of await readdir(inPackage('dist'))) {
    const text = await readFile(inPackage(join('dist', file)), 'utf8');
    expect(text).not.toMatch(/require\("vscode"\)/);
  }
});

test('the links of its README lead to the repository', async () => {
  const links = [
    ...(await readFile(inPackage('README.md'), 'utf8')).matchAll(/\]\(([^)#][^)]*)\)/g),
  ];
  expect(links.length).toBeGreaterThan(0);
  for (const [, link] of links) expect(link).toMatch(/^https:\/\//);
});

test('npx cekura-agent runs it', async () => {
  const folder = await makeFolder('build/command-line-npx', {
    'a.cekura-agent.yaml': 'name: A\ndescription: You answer the phone.\nproject: 1\n',
  });
  const args = ['--offline', '--prefix', '../command-line', 'cekura-agent', 'check', folder];
  const ran = await runProcess('npx', args, { cwd: folder, shell: true });
  expect(ran).toMatchObject({ code: 0, stdout: 'Checked 1 spec: no problems.\n' });
  expect((await stat(inPackage('dist/cli.js'))).mode & 0o100).toBe(0o100);
});
