import type { Path } from '../ast/nodes';
import type { FixesFor } from '../fixes/fix';
import { removeIdleKey } from '../fixes/removeKey';

/** Why a key may not stand where it does. */
export interface Explained {
  code: string;
  message: string;
  /** The path that was probably meant. */
  instead?: Path | undefined;
  /** Its value is a part of a text that stands elsewhere. */
  isText?: boolean;
  fixes?: FixesFor | undefined;
}

/** Undefined where the reason is another. */
export type Explanation = Explained | undefined;

/** What is said of a key that only Cekura writes. */
export function setByCekura(key: string): Explained {
  return {
    code: 'read-only-key',
    message: `\`${key}\` is set by Cekura and never sent: remove it.`,
    fixes: removeIdleKey,
  };
}
