import type { YAMLError } from 'yaml';
import type { Span, SpecNode } from '../../ast/nodes';
import type { Edit } from '../../base/edit';

/** A chunk as it was read, in which something is wrong. Offsets count from the start of the chunk. */
export interface Mistaken {
  source: string;
  /** What the YAML library stumbled over first; undefined when it took the chunk as it is. */
  error: YAMLError | undefined;
  /** What the library understood. */
  node: SpecNode | null;
}

/** What somebody meant: what to say at a place of the chunk, and what puts it right. */
export interface Cure extends Span {
  code: string;
  message: string;
  /** What carrying out the edits is called. */
  title: string;
  /** In the order of the text. */
  edits: Edit[];
  /** They are one of several ways, and only tell how to read on: nothing is offered. */
  isGuess?: boolean;
  /** The key or value that it marks is still being written: nothing more is said of it. */
  isHalfTyped?: boolean;
}

/** Looks for one kind of mistake: what might cure it, the likeliest first. Each is tried. */
export type Repair = (mistaken: Mistaken) => Iterable<Cure>;

/** UTF-16 units between a mistake and where the YAML library stumbles over it. */
const near = 80;

/** Whether the YAML library stumbled over something in a stretch of the chunk, or close to it: elsewhere nothing need be tried. */
export function isAround({ pos: [at] }: YAMLError, start: number, end: number): boolean {
  return at >= start - near && at <= end + near;
}

/** One cure for all places of a habit, told at the first; none where there is none. */
export function* allAtOnce(
  edits: readonly Edit[],
  told: Pick<Cure, 'code' | 'message' | 'title'>,
): Iterable<Cure> {
  const [first] = edits;
  if (first !== undefined) yield { start: first.start, end: first.end, ...told, edits: [...edits] };
}
