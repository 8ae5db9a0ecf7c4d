import { entriesOf, entry, nodeAt, type Path, type SpecNode } from '../ast/nodes';
import { composed } from '../schema/generated/schemas';
import { v1Path } from '../schema/v1Names';

/** Fields that the API takes at the root, too (contract, examples), and where its schema has them. */
const telephony = new Set(['inbound', 'phone_number']);

/**
 * Where a field that an answer names stands in a spec, or would stand: files by `path`, names of the older API by
 * today's, and fields named without what holds them.
 */
export function specPath(root: SpecNode | null, path: Path): Path {
  const [first, ...rest] = path;
  if (path[0] === 'knowledge_base_files' && path[2] === 'content_base64') {
    const local: Path = [...path.slice(0, 2), 'path'];
    return isWritten(root, local) ? local : path;
  }
  const old = path.findIndex((step, depth) => olderName(step, path.slice(0, depth)) !== undefined);
  const isUnwritten = !isWritten(root, path.slice(0, old + 1));
  const today = isUnwritten && olderName(path[old], path.slice(0, Math.max(0, old)));
  if (today) return [...today, ...path.slice(old + 1)];
  if (typeof first !== 'string' || entry(root, first) !== undefined) return path;
  if (telephony.has(first)) return ['telephony', ...path];
  if (composed.agent.properties?.[first] !== undefined) return path;
  const places = pathsOf(root, first, []);
  return places.length === 1 ? [...(places[0] ?? []), ...rest] : path;
}

const olderName = (step: Path[number] | undefined, path: Path) =>
  typeof step === 'string' ? v1Path(step, path) : undefined;

/** Whether the last step of a path is written: its key, or the item of a list. */
export function isWritten(root: SpecNode | null, path: Path): boolean {
  const last = path.at(-1);
  if (last === undefined) return true;
  const parent = nodeAt(root, path.slice(0, -1));
  if (typeof last === 'string') return entry(parent, last) !== undefined;
  return parent?.kind === 'sequence' && last < parent.items.length;
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
