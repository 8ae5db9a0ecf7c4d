import type { Path } from '../ast/nodes';
import type { FixesFor } from '../fixes/fix';

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
