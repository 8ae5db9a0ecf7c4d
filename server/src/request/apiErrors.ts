import type { JsonValue, LocatedMessage } from '../../../shared/src/messages';
import { wholeObjectKeys } from '../../../shared/src/wholeObjectKeys';
import { lastWritten } from '../ast/keySpan';
import { entriesOf, entry, nodeAt, type Path, type SpecNode } from '../ast/nodes';
import { trimmed } from '../ast/spans';
import { SpecDocument } from '../document/specDocument';
import { composed } from '../schema/generated/schemas';
import { ownValue } from '../schema/lookup';
import { newPath } from '../schema/v1Names';

/**
 * Where the messages of an answer with status 400 belong: nested objects, lists with `{}` for good
 * items, flat fields, `non_field_errors` and bare lists (the shapes are inferred, see the API notes
 * in the README).
 */
export function locateAnswer(text: string, answer: JsonValue): LocatedMessage[] {
  const document = SpecDocument.create('', 0, text);
  const { root } = document;
  return flatten(answer, []).map(({ path, message }) => {
    const place = writtenPath(root, path);
    const { key, whole } = lastWritten(root, place);
    const field = document.rangeOf(trimmed(text, whole));
    return {
      range: document.rangeOf(key),
      field,
      message: `${nameOf(root, path, place)}${message}`,
    };
  });
}

function flatten(answer: JsonValue, path: Path): { path: Path; message: string }[] {
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
        wholeObjectKeys.has(key) ? path : [...path, /^\d+$/.test(key) ? Number(key) : key],
      ),
    );
  }
  return [{ path, message: String(answer) }];
}

/** The name of a field that the spec writes in another way, or not at all: without it nobody knows what is meant. */
function nameOf(root: SpecNode | null, path: Path, place: Path): string {
  const field = path.findLast((step) => typeof step === 'string');
  const isWritten = hasKey(root, place) && place.at(-1) === path.at(-1);
  return field === undefined || isWritten || typeof path.at(-1) === 'number' ? '' : `${field}: `;
}

function hasKey(root: SpecNode | null, path: Path): boolean {
  return entry(nodeAt(root, path.slice(0, -1)), String(path.at(-1))) !== undefined;
}

/** Where today's specs write what answers call by a name of the older API that no spec ever had. */
const olderFields = new Map([['chirp_data', ['telephony', 'websocket_url']]]);

/** The place of a field by its name in the older API. */
function olderPath(field: string): Path | undefined {
  return olderFields.get(field) ?? newPath(field, [])?.split('.');
}

/** The path as the spec writes it: files by `path`, older names, and fields named without what holds them. */
function writtenPath(root: SpecNode | null, path: Path): Path {
  const [first] = path;
  const isFileContent = path[0] === 'knowledge_base_files' && path[2] === 'content_base64';
  if (isFileContent && entry(nodeAt(root, path.slice(0, 2)), 'path') !== undefined) {
    return [...path.slice(0, 2), 'path'];
  }
  const isKnown =
    typeof first !== 'string' || ownValue(composed.agent.properties ?? {}, first) !== undefined;
  if (isKnown || entry(root, first) !== undefined) return path;
  const newer = olderPath(first);
  if (newer !== undefined) return [...newer, ...path.slice(1)];
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
