import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { buildAll } from './build';

const run = promisify(execFile);

/** What the command line consists of at run time; `bundles` in `build.ts` says what each is. */
const files = [
  ...['cli.js', 'offline.js', 'online.js', 'core.js', 'server.js', 'formatYaml.js'],
  ...['templates.json', 'cekura-agent.schema.json'],
];

const mostBytes = 700 * 1024;

/**
 * Packs what the build has written as the npm package `cekura-agent`: the same bytes for the same sources, and nothing to
 * install beside it.
 *
 * @param into a folder for the tarball
 * @returns the path of the tarball
 * @throws when it is larger than 700 KB
 */
export async function packCommandLine(into: string): Promise<string> {
  const folder = join(into, 'staged');
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'dist'), { recursive: true });
  for (const file of files) await cp(join('dist', file), join(folder, 'dist', file));
  await cp('LICENSE', join(folder, 'LICENSE'));
  const manifest = await manifestOf();
  const readme = withWholeLinks(await readFile('cli/README.md', 'utf8'), manifest.repository.url);
  await writeFile(join(folder, 'README.md'), readme);
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  // On Windows npm is a script, which only a shell starts.
  const args = ['pack', '--json', '--pack-destination', resolve(into)];
  const { stdout } = await run('npm', args, { cwd: folder, shell: process.platform === 'win32' });
  const [{ filename, size }]: [{ filename: string; size: number }] = JSON.parse(stdout);
  await rm(folder, { recursive: true });
  if (size > mostBytes) throw new Error(`${filename} has ${size} bytes, more than 700 KB.`);
  return join(into, filename);
}

/** What the package has in common with the extension, and what is its own. */
async function manifestOf() {
  const { version, license, repository, bugs, homepage, engines } = JSON.parse(
    await readFile('package.json', 'utf8'),
  );
  return {
    ...{ name: 'cekura-agent', version },
    description: 'Checks voice-agent specs and keeps their agents in Cekura in sync.',
    keywords: ['cekura', 'voice agent', 'ci', 'yaml'],
    ...{ license, repository, bugs, homepage },
    bin: { 'cekura-agent': 'dist/cli.js' },
    engines: { node: engines.node },
    files: ['dist'],
  };
}

/** Links within the repository lead to it: the package has not what they lead to. */
function withWholeLinks(text: string, repository: string): string {
  const main = repository.replace(/\.git$/, '/blob/main/');
  return text.replaceAll(/\]\(\.\.\/([^)]+)\)/g, `](${main}$1)`);
}

if (import.meta.filename === process.argv[1]) {
  await buildAll();
  console.log(await packCommandLine('.'));
}
