import { getSystemErrorMap } from 'node:util';

/** What Node says of a file that cannot be read, in words: `no such file or directory`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const errno = 'errno' in error && typeof error.errno === 'number' ? error.errno : 0;
  return getSystemErrorMap().get(errno)?.[1] ?? error.message;
}
