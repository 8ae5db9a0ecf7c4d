import nodePath from 'node:path';

/**
 * Whether a path is a folder or lies in it, by the texts of both.
 * @param rules for paths of this system
 */
export function isAtOrIn(
  path: string,
  folder: string,
  { isAbsolute, relative }: Pick<typeof nodePath, 'isAbsolute' | 'relative'> = nodePath,
): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && !/^\.\.(?:[/\\]|$)/.test(way);
}
