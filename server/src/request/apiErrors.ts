import type { CreateErrors, JsonValue } from '../../../shared/src/messages';
import { entriesOf, entry, nodeAt, type Path, type SpecNode } from '../ast/nodes';
import { composed } from '../schema/generated/schemas';

/** A message about the value at a path, which need not be written. */
export interface ErrorAtPath {
  path: Path;
  message: string;
}

/** Fields in which Django REST framework speaks of the whole rather than of one key. */
const wholeFields = new Set(['non_field_errors', 'detail', '__all__']);

/**
 * The messages of an answer with status 400 by path in the spec that was sent: nested objects, lists with `{}` for good
 * items, flat fields, `non_field_errors` and bare lists (the shapes are inferred, see the API notes in the README); and
 * those about missing values.
 */
export function errorsByPath(root: SpecNode | null, errors: CreateErrors): ErrorAtPath[] {
  const inBody = 'answer' in errors ? flatten(errors.answer, []) : errors.missing;
  return inBody.map(({ path, message }) => ({ path: writtenPath(root, path), message }));
}

function flatten(answer: JsonValue, path: Path): ErrorAtPath[] {
  if (answer === null) return [];
  if (Array.isArray(answer)) {
    return answer.flatMap((item, index) =>
      typeof item === 'string' ? [{ path, message: item }] : flatten(item, [...path, index]),
    );
  }
  if (typeof answer === 'object') {
    return Object.entries(answer).flatMap(([key, inner]) =>
      flatten(
        inner,
        wholeFields.has(key) ? path : [...path, /^\d+$/.test(key) ? Number(key) : key],
      ),
    );
  }
  return [{ path, message: String(answer) }];
}

/** The path as the spec writes it: files by `path`, and fields named without what holds them. */
function writtenPath(root: SpecNode | null, path: Path): Path {
  const [first] = path;
  const isFileContent = path[0] === 'knowledge_base_files' && path[2] === 'content_base64';
  if (isFileContent && entry(nodeAt(root, path.slice(0, 2)), 'path') !== undefined) {
    return [...path.slice(0, 2), 'path'];
  }
  const isKnown = typeof first !== 'string' || composed.agent.properties?.[first] !== undefined;
  if (isKnown || entry(root, first) !== undefined) return path;
  const places = pathsOf(root, first, []);
  return places.length === 1 ? [...(places[0] ?? []), ...path.slice(1)] : path;
}

/** Everywhere a key is written. */
function pathsOf(node: SpecNode | null, key: string, path: Path): Path[] {
  if (node?.kind === 'sequence') {
    return node.items.flatMap((item, index) => pathsOf(item, key, [...path, index]));
  }
  if (node?.kind !== 'map') return [];
  return [...entriesOf(node)].flatMap(([name, { value }]) => [
    ...(name === key ? [[...path, name]] : []),
    ...pathsOf(value, key, [...path, name]),
  ]);
}
