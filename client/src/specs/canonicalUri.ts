import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Uri } from 'vscode';

/**
 * One address for a file on disk by whatever symbolic links its folder was opened; the address itself
 * of what is elsewhere, or in a folder that is gone. The file need not be there.
 */
export function canonicalUri(address: string): string {
  const { scheme, fsPath } = Uri.parse(address);
  if (scheme !== 'file') return address;
  try {
    return Uri.file(join(realpathSync.native(dirname(fsPath)), basename(fsPath))).toString();
  } catch {
    return address;
  }
}
