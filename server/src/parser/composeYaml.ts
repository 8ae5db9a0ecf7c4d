import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  type Scalar,
  type YAMLError,
  YAMLParseError,
} from 'yaml';
import type { Anchor, Entry, ScalarNode, Span, SpecNode } from '../ast/nodes';
import type { Chunk } from './chunks';
import { BeyondLimit, LimitedParser } from './limits';

/** A piece of text read as YAML. */
export interface Composition {
  node: SpecNode | null;
  /** Errors of the YAML library, their `pos` in offsets of the piece. */
  errors: YAMLError[];
}

/** Nodes that have an anchor, by its name, null where no node follows it; pieces of one text share it. */
export type Anchors = Map<string, SpecNode | null>;

/**
 * Reads one piece of a text as YAML 1.2.
 * @param offset where the piece begins in the text, added to all places in the tree
 * @param anchors what aliases can stand for; anchors of the piece are added
 * @throws BeyondLimit
 */
export function composePiece(source: string, offset: number, anchors: Anchors): Composition {
  const composer = new Composer({ uniqueKeys: false, version: '1.2' });
  const tokens = new LimitedParser(offset).parse(source);
  const document = withoutStacks(() => {
    const [first] = composer.compose(tokens, true, source.length);
    return first;
  });
  if (document === undefined) return { node: null, errors: [] };
  const { contents, errors } = document as Document.Parsed<ParsedNode>;
  return { node: convert(contents, { source, offset }, anchors), errors };
}

/** As `composePiece`; text that goes beyond a limit, as the library may nest the lines of a long prompt, has an error there. */
export function composeToLimit(
  { source, offset }: Chunk,
  anchors: Anchors,
): Composition & { limit?: BeyondLimit } {
  try {
    return composePiece(source, offset, anchors);
  } catch (limit) {
    if (!(limit instanceof BeyondLimit)) throw limit;
    const { start, end, message } = limit.problem;
    const error = new YAMLParseError([start - offset, end - offset], 'IMPOSSIBLE', message);
    return { node: null, errors: [error], limit };
  }
}

/** Runs something whose errors have no stack traces: the library makes one for each mistake, and they take longer than the rest. */
function withoutStacks<T>(run: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function convert(node: Node | null, piece: Chunk, anchors: Anchors): SpecNode | null {
  const converted = convertNode(node, piece, anchors);
  if (node !== null && 'anchor' in node && node.anchor !== undefined) {
    if (converted !== null) converted.anchor = anchorBefore(converted, node.anchor, piece);
    anchors.set(node.anchor, converted);
  }
  if (converted !== null && converted.kind !== 'alias' && node?.tag !== undefined)
    converted.tag = node.tag;
  return converted;
}

/** Between an anchor and its node stand only white space, a tag and comments, which may name it too. */
function anchorBefore(node: SpecNode, name: string, { source, offset }: Chunk): Anchor {
  let end = node.start - offset;
  let at = -1;
  while (at < 0 && end > 0) {
    const lineStart = source.lastIndexOf('\n', end - 1) + 1;
    at = anchorIn(source.slice(lineStart, end), name, lineStart);
    end = lineStart - 1;
  }
  const start = at + 1 + offset;
  return { name, start, end: start + name.length };
}

/** The first `&name` of a line behind which no more than a tag and a comment stands; -1 where none is. */
function anchorIn(line: string, name: string, lineStart: number): number {
  if (line.trimStart().startsWith('#')) return -1;
  const sign = `&${name}`;
  for (let at = line.indexOf(sign); at >= 0; at = line.indexOf(sign, at + 1)) {
    if (/^(?:\s+!\S*)?(?:\s+#.*|\s*)$/.test(line.slice(at + sign.length))) return lineStart + at;
  }
  return -1;
}

function convertNode(node: Node | null, piece: Chunk, anchors: Anchors): SpecNode | null {
  if (node === null) return null;
  const { offset } = piece;
  const span = spanOf(node, offset);
  if (isAlias(node)) {
    const target = anchors.get(node.source) ?? null;
    return { kind: 'alias', ...span, name: node.source, target };
  }
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): Entry => {
      const keyNode = convertKey(key as Node | null, piece, anchors);
      return {
        ...keyNode,
        value: convert(value as Node | null, piece, anchors),
        broken: keyNode.key.value === null,
      };
    });
    const incomplete = entries.some(({ key }) => key.value === '' && key.style === 'plain');
    return { kind: 'map', ...span, flow: node.flow === true, entries, incomplete };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as Node | null, piece, anchors));
    return { kind: 'sequence', ...span, flow: node.flow === true, items };
  }
  return convertScalar(node, span);
}

/** A key is a name whatever it looks like: `no:` and `1:` are texts to the API. */
function convertKey(
  key: Node | null,
  piece: Chunk,
  anchors: Anchors,
): Pick<Entry, 'key' | 'keyAlias'> {
  const { offset } = piece;
  const span = key === null ? { start: offset, end: offset } : spanOf(key, offset);
  const named = (value: string | null): ScalarNode => ({
    kind: 'scalar',
    ...span,
    value,
    style: 'plain',
  });
  if (key === null) return { key: named('') };
  if (isScalar(key)) {
    if (key.anchor !== undefined) convert(key, piece, anchors);
    return { key: { ...named(key.source ?? String(key.value)), style: styleOf(key) } };
  }
  const node = convert(key, piece, anchors);
  if (node?.kind !== 'alias') return { key: named(null) };
  const { target } = node;
  return { key: named(target?.kind === 'scalar' ? String(target.value) : null), keyAlias: node };
}

const styles: Record<string, ScalarNode['style']> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

/** Null for a value that is not written: the library makes it an empty plain scalar. */
function convertScalar(node: Node, span: Span): ScalarNode | null {
  if (!isScalar(node)) return null;
  const { value } = node;
  if (value === null && span.end === span.start) return null;
  const simple = isSimple(value) ? value : String(value);
  return { kind: 'scalar', ...span, value: simple, style: styleOf(node) };
}

function isSimple(value: unknown): value is ScalarNode['value'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function styleOf({ type }: Scalar): ScalarNode['style'] {
  return styles[type ?? ''] ?? 'plain';
}

function spanOf(node: Node, offset: number): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start: start + offset, end: end + offset };
}
