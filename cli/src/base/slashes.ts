import { sep } from 'node:path';

/** A path with `/`, as URLs and reports have it. */
export function slashes(path: string): string {
  return path.replaceAll(sep, '/');
}
