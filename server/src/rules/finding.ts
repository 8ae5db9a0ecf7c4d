import type { Path, Span } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import type { FixesFor, Mistake } from '../fixes/fix';

/**
 * error: the API would refuse or lose it; warning: accepted but surely not meant; information and
 * hint: style, and names that newer specs write differently.
 */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Another place that a finding speaks of. */
interface RelatedPlace extends Span {
  message: string;
}

/** Something a person should know about a place of the text. */
export interface Finding extends Mistake {
  severity: Severity;
  /** Stable: people look it up, and tools filter by it. */
  code: string;
  /** What to write, in a line. */
  message: string;
  related?: RelatedPlace;
  /** What puts it right, when that is known. */
  fixes?: FixesFor | undefined;
  /** The path of a key that is missing. */
  missing?: Path | undefined;
}

/** Looks at a whole spec for one kind of mistake. */
export type Rule = (document: SpecDocument) => Iterable<Finding>;
