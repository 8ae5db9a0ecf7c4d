import { statSync } from 'node:fs';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { buildAll } from './build';

const packagePath = 'cekura-agent-specs.vsix';
const mostBytes = 600 * 1024;
const unwanted = /node_modules|(^|\/)(test|scripts|src|schemas|snippets)\/|\.(ts|map)$/;

/**
 * Builds the extension and packs it as `cekura-agent-specs.vsix`.
 * @throws when it is larger than 600 KB or holds what users have no use for
 */
export async function packageExtension(): Promise<string> {
  await buildAll();
  const strangers = (await listFiles({ packageManager: PackageManager.None })).filter((file) =>
    unwanted.test(file),
  );
  if (strangers.length > 0) throw new Error(`The package would hold ${strangers.join(', ')}.`);
  await createVSIX({
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    skipLicense: false,
  });
  const bytes = statSync(packagePath).size;
  if (bytes > mostBytes) throw new Error(`${packagePath} has ${bytes} bytes, more than 600 KB.`);
  console.log(`${packagePath}: ${Math.round(bytes / 1024)} KB`);
  return packagePath;
}

if (import.meta.filename === process.argv[1]) await packageExtension();
