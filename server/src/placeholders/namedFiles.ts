import type { Path, ScalarNode, SpecNode } from '../ast/nodes';
import { spanOf } from '../ast/spans';
import { collectPerNode, type Found } from '../document/collectPerNode';
import type { SpecDocument } from '../document/specDocument';
import { templatePartsOf } from './placeholders';

/** A file that a spec names; its span is that of the name, or of the whole value where the name is written with escapes. */
export interface NamedFile extends Found {
  /** Relative to the spec. */
  name: string;
}

const opening = '${file:';

/** The files that a spec names: in `${file:…}`, and as `path:` in the knowledge base. */
export const namedFiles = collectPerNode(fileIn, mayNameFile);

function fileIn({ text }: SpecDocument, node: SpecNode, path: Path): NamedFile[] {
  const name = node.kind === 'scalar' ? nameIn(node, path) : undefined;
  if (!name) return [];
  const source = text.slice(node.start, node.end);
  const before = source.indexOf(opening);
  const at = source.indexOf(name, before < 0 ? 0 : before + opening.length);
  if (at < 0) return [{ ...spanOf(node), path, name }];
  const start = node.start + at;
  return [{ start, end: start + name.length, path, name }];
}

/** Any of it may be written with escapes. */
function mayNameFile(source: string): boolean {
  return source.includes(opening) || source.includes('path') || source.includes('\\');
}

function nameIn({ value }: ScalarNode, path: Path): string | undefined {
  if (typeof value !== 'string') return undefined;
  const isPath = path[0] === 'knowledge_base_files' && path[2] === 'path';
  if (!isPath && !value.includes(opening)) return undefined;
  const [part, another] = templatePartsOf(value, path);
  if (typeof part === 'object') return part.kind === 'file' ? part.name : undefined;
  return isPath && another === undefined ? value : undefined;
}
