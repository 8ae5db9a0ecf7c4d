import { statSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { buildAll } from './build';
import { brokenLinks } from './markdownLinks';

const packagePath = 'cekura-agent-specs.vsix';
const mostBytes = 620 * 1024;
const unwanted = /node_modules|(^|\/)(test|scripts|src|schemas|snippets)\/|\.(ts|map)$/;

/**
 * Builds the extension and packs it as `cekura-agent-specs.vsix`: the same bytes for the same sources.
 * @throws when it is larger than 620 KB or holds what users have no use for
 */
export async function packageExtension(): Promise<string> {
  await buildAll();
  const cwd = await stage();
  const files = await listFiles({ cwd, packageManager: PackageManager.None });
  const strangers = files.filter((file) => unwanted.test(file));
  if (strangers.length > 0) throw new Error(`The package would hold ${strangers.join(', ')}.`);
  // vsce gives this time to all files. A ZIP file has local times, and a local one is the same anywhere.
  process.env.SOURCE_DATE_EPOCH ??= String(new Date(2020, 0, 1).getTime() / 1000);
  await createVSIX({ cwd, packagePath: resolve(packagePath), dependencies: false });
  const bytes = statSync(packagePath).size;
  if (bytes > mostBytes) throw new Error(`${packagePath} has ${bytes} bytes, more than 620 KB.`);
  console.log(`${packagePath}: ${Math.round(bytes / 1024)} KB`);
  return packagePath;
}

/** Copies what the package may hold to a folder of its own: vsce looks at each file around it, and here are tens of thousands. */
async function stage(): Promise<string> {
  const folder = resolve('build/package');
  await rm(folder, { recursive: true, force: true });
  const lines = (await readFile('.vscodeignore', 'utf8')).split('\n');
  const wanted = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  // `dist/*.json` stands for what is in `dist`.
  const paths = wanted.map((pattern) => pattern.replace(/\/[^/]*[*{].*$/, ''));
  for (const path of new Set(['.vscodeignore', ...paths]))
    await cp(path, join(folder, path), { recursive: true });
  await linkDarkPictures(folder);
  return folder;
}

/** Gives the dark pictures of the README addresses in the repository: vsce does so for `<img>` only. */
async function linkDarkPictures(folder: string): Promise<void> {
  const { repository } = JSON.parse(await readFile('package.json', 'utf8'));
  const pictures = `${repository.url.replace(/\.git$/, '')}/raw/HEAD/media/`;
  const readme = join(folder, 'README.md');
  const text = await readFile(readme, 'utf8');
  await writeFile(readme, text.replaceAll('srcset="media/', `srcset="${pictures}`));
}

/** Throws when a page that the package shows leads nowhere: its links become addresses in the repository. */
async function checkPages(): Promise<void> {
  const broken = (await Promise.all(['README.md', 'CHANGELOG.md'].map(brokenLinks))).flat();
  if (broken.length > 0) throw new Error(`There is no file for ${broken.join(', ')}.`);
}

if (import.meta.filename === process.argv[1]) {
  await checkPages();
  await packageExtension();
}
