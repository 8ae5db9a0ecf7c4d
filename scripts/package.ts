import { statSync } from 'node:fs';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { buildAll } from './build';
import { brokenLinks } from './markdownLinks';

const packagePath = 'cekura-agent-specs.vsix';
const mostBytes = 600 * 1024;
const unwanted = /node_modules|(^|\/)(test|scripts|src|schemas|snippets)\/|\.(ts|map)$/;

/**
 * Builds the extension and packs it as `cekura-agent-specs.vsix`: the same bytes for the same sources.
 * @throws when it is larger than 600 KB or holds what users have no use for
 */
export async function packageExtension(): Promise<string> {
  await buildAll();
  const strangers = (await listFiles({ packageManager: PackageManager.None })).filter((file) =>
    unwanted.test(file),
  );
  if (strangers.length > 0) throw new Error(`The package would hold ${strangers.join(', ')}.`);
  // vsce gives this time to all files. A ZIP file has local times, and a local one is the same anywhere.
  process.env.SOURCE_DATE_EPOCH ??= String(new Date(2020, 0, 1).getTime() / 1000);
  await createVSIX({ packagePath, dependencies: false });
  const bytes = statSync(packagePath).size;
  if (bytes > mostBytes) throw new Error(`${packagePath} has ${bytes} bytes, more than 600 KB.`);
  console.log(`${packagePath}: ${Math.round(bytes / 1024)} KB`);
  return packagePath;
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
