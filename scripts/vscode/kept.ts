import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** 32 random bytes, made when first asked for and then kept in a file only its owner can read. */
export function keptBytes(path: string): Buffer {
  return kept(path, randomBytes(32));
}

/** A random token in letters and digits, kept in the same way. */
export function keptToken(path: string): string {
  return kept(path, randomBytes(16).toString('hex')).toString();
}

function kept(path: string, fresh: Buffer | string): Buffer {
  if (!existsSync(path)) writeFileSync(path, fresh, { mode: 0o600 });
  return readFileSync(path);
}
