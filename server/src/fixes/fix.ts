import type { Path, Span } from '../ast/nodes';
import type { Edit } from '../base/edit';
import type { SpecDocument } from '../document/specDocument';

/** One way to put a mistake right. */
export interface Fix {
  /** What it does, as it stands in the editor's menu. */
  title: string;
  /** None overlaps another. */
  edits: readonly Edit[];
  /** It loses nothing, makes nothing up, and is the only answer: `source.fixAll` carries it out. */
  isSafe: boolean;
  /** The editor offers it first. */
  isPreferred: boolean;
  /** What it brings to light is checked only then: mistakes there are no reason not to offer it. */
  uncovers?: boolean;
  /** What the edits count on beside what they replace: no other fix may change it at the same time. */
  reliesOn?: Span;
  /** Which of the values that it writes the cursor goes to: all, or those like `<name>` alone. */
  tabStops?: 'values' | 'unfilled';
  /** What the editor has to put into its secret storage. */
  secret?: { name: string; value: string };
}

/** What a fix has to know of a mistake. */
export interface Mistake extends Span {
  /** The map or value it speaks of. */
  path: Path;
  /** The path that was probably meant by a key that may not stand where it does. */
  instead?: Path | undefined;
}

/**
 * The ways to put a mistake right, the likeliest first; worked out when they are asked for, from where
 * the mistake stands by then. Each kind is one file of this folder.
 */
export type FixesFor = (document: SpecDocument, mistake: Mistake) => readonly Fix[];
