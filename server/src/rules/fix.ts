import type { Path } from '../ast/nodes';
import type { Edit } from '../base/edit';

/** What puts a mistake right. Offsets are those of the text the mistake was found in. */
export type Fix =
  /** Write `text` in place of what stands between two offsets. */
  | { kind: 'replace'; start: number; end: number; text: string }
  /** The same, and keep the value that stood there in the editor's secret storage. */
  | { kind: 'keepSecret'; start: number; end: number; text: string; name: string; value: string }
  /** Give the key at an offset another name, or another place. */
  | { kind: 'move'; at: number; to: Path }
  /** Take out the entry whose key begins at an offset. */
  | { kind: 'remove'; at: number }
  /** Write a new item, a line for each of its keys, at the end of a list at the root. */
  | { kind: 'append'; list: string; name: string; lines: string[] }
  /** Write a key that is missing in the map at a path. */
  | { kind: 'add'; path: Path; key: string }
  /** Cure a mistake in the YAML. */
  | { kind: 'cure'; title: string; edits: readonly Edit[] };
