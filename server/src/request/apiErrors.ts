import type { JsonValue, LocatedMessage } from '../../../shared/src/messages';
import { wholeObjectKeys } from '../../../shared/src/wholeObjectKeys';
import { lastWritten } from '../ast/keySpan';
import { entriesOf, entry, nodeAt, type Path, type SpecNode } from '../ast/nodes';
import { trimmed } from '../ast/spans';
import { memoize } from '../base/memoize';
import { SpecDocument } from '../document/specDocument';
import { composed } from '../schema/generated/schemas';

/**
 * Where the messages of an answer with status 400 belong: nested objects, lists with `{}` for good
 * items, flat fields, `non_field_errors` and bare lists (the shapes are inferred, see the API notes
 * in the README).
 */
export function locateAnswer(text: string, answer: JsonValue): LocatedMessage[] {
  const document = SpecDocument.create('', 0, text);
  const { root } = document;
  const keys = keysIn(root);
  const rangesAt = memoize((path: Path) => {
    const { key, whole } = lastWritten(root, writtenPath(root, path, keys));
    return { range: document.rangeOf(key), field: document.rangeOf(trimmed(text, whole)) };
  });
  return [...messagesIn(answer, [])].map(({ path, message }) => ({ ...rangesAt(path), message }));
}

/** Levels of an answer: what stands deeper speaks of no spec. */
const deepest = 100;

/** The messages of an answer; those of one list have one path. */
function* messagesIn(
  answer: JsonValue,
  path: Path,
  level = 0,
): Iterable<{ path: Path; message: string }> {
  if (answer === null || level > deepest) return;
  if (typeof answer !== 'object') {
    yield { path, message: String(answer) };
  } else {
    for (const [key, inner] of Object.entries(answer)) {
      yield* messagesIn(
        inner,
        isOfWhole(answer, key, inner) ? path : [...path, stepOf(key)],
        level + 1,
      );
    }
  }
}

/** Whether something is said of what holds it. */
function isOfWhole(answer: object, key: string, inner: JsonValue): boolean {
  return Array.isArray(answer) ? typeof inner === 'string' : wholeObjectKeys.has(key);
}

function stepOf(key: string): string | number {
  return /^\d+$/.test(key) ? Number(key) : key;
}

/** The path as the spec writes it: files by `path`, and fields named without what holds them. */
function writtenPath(
  root: SpecNode | null,
  path: Path,
  keys: ReadonlyMap<string, readonly Path[]>,
): Path {
  const [first] = path;
  const isFileContent = path[0] === 'knowledge_base_files' && path[2] === 'content_base64';
  if (isFileContent && entry(nodeAt(root, path.slice(0, 2)), 'path') !== undefined) {
    return [...path.slice(0, 2), 'path'];
  }
  const isKnown = typeof first !== 'string' || composed.agent.properties?.[first] !== undefined;
  if (isKnown || entry(root, first) !== undefined) return path;
  const [place, another] = keys.get(first) ?? [];
  return place !== undefined && another === undefined ? [...place, ...path.slice(1)] : path;
}

/** Where keys are written, by their names; of those that are written often no more than two places. */
function keysIn(root: SpecNode | null): Map<string, Path[]> {
  const found = new Map<string, Path[]>();
  const collect = (node: SpecNode | null, path: Path) => {
    if (node?.kind === 'sequence') {
      for (const [index, item] of node.items.entries()) collect(item, [...path, index]);
    }
    if (node?.kind !== 'map') return;
    for (const [name, { value }] of entriesOf(node)) {
      const place = [...path, name];
      found.set(name, [...(found.get(name) ?? []).slice(0, 1), place]);
      collect(value, place);
    }
  };
  collect(root, []);
  return found;
}
