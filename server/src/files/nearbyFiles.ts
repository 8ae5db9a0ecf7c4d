import { dirname } from 'node:path';
import { URI } from 'vscode-uri';
import { hidesCharacters } from '../../../shared/src/plainText';

/** Levels of folders below the spec in which files are looked for. */
const depth = 4;

/**
 * The files around a spec on disk, relative to its folder with `/`; none for specs that are elsewhere, and none
 * whose name no spec may have.
 */
export async function nearbyFiles(uri: string): Promise<string[]> {
  const { scheme, fsPath } = URI.parse(uri);
  if (scheme !== 'file') return [];
  const { glob } = await import('tinyglobby');
  const paths = await glob('**/*', {
    cwd: dirname(fsPath),
    deep: depth,
    ignore: ['**/node_modules/**', '**/*.cekura-agent.*'],
    // Links may lead out of the folder.
    followSymbolicLinks: false,
  });
  return paths.filter((path) => !hidesCharacters(path)).sort();
}
