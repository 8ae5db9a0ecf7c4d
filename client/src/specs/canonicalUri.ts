import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { URI } from 'vscode-uri';

/**
 * One address for a file on disk, whatever symbolic links lead to it and, on a disk that does not tell them apart, in
 * whatever letters its name is written. The file need not be there. The address itself of what is elsewhere.
 */
export function canonicalUri(address: string): string {
  return resolved(address, realpathSync.native) ?? uriOfGone(address);
}

/** The canonical address that a file had which is gone by now. */
export function uriOfGone(address: string): string {
  const inRealFolder = (path: string) => join(realpathSync.native(dirname(path)), basename(path));
  return resolved(address, inRealFolder) ?? address;
}

function resolved(address: string, resolve: (path: string) => string): string | undefined {
  const { scheme, fsPath } = URI.parse(address);
  if (scheme !== 'file') return undefined;
  try {
    return URI.file(resolve(fsPath)).toString();
  } catch {
    return undefined;
  }
}
