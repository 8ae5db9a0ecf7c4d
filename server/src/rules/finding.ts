import type { Path, Span } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import type { Fix } from './fix';

/**
 * error: the API would refuse or lose it; warning: accepted but surely not meant; information and
 * hint: style, and names that newer specs write differently.
 */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Something a person should know about a place of the text. */
export interface Finding extends Span {
  severity: Severity;
  /** Stable: quick fixes and the messages of the command line refer to it. */
  code: string;
  /** What to write, in a line; `otherLine` in it stands for the line of `elsewhere`, from 1. */
  message: string;
  /** An offset of another place that the message speaks of. */
  elsewhere?: number;
  /** The map or value that it speaks of. */
  path: Path;
  /** What puts it right, when there is one right answer. */
  fix?: Fix | undefined;
  /** The path of a key that is missing. */
  missing?: Path | undefined;
  /** The path that was probably meant by a key that may not stand where it does. */
  instead?: Path | undefined;
}

/** Stands for a line number in a message; of a private area of Unicode, as messages quote what people write. */
export const otherLine = '\ue000';

/** Looks at a whole spec for one kind of mistake. */
export type Rule = (document: SpecDocument) => Iterable<Finding>;
