import { entriesOf, entry, nodeAt, type Path, type SpecNode } from '../ast/nodes';
import { composed } from '../schema/generated/schemas';
import { ownValue } from '../schema/lookup';
import { v1Path } from '../schema/v1Names';

/** Fields that the API takes at the root, too (contract, examples), and where its schema has them. */
const telephony = new Set(['inbound', 'phone_number']);

/**
 * Where fields that an answer names stand in a spec, or would stand: files by `path`, names of the older API by
 * today's, and fields named without what holds them.
 */
export function specPaths(root: SpecNode | null): (path: Path) => Path {
  let keys: ReadonlyMap<string, readonly Path[]> | undefined;
  return (path) =>
    specPath(root, path, (key) => {
      keys ??= keysIn(root);
      return keys.get(key) ?? [];
    });
}

function specPath(
  root: SpecNode | null,
  path: Path,
  placesOf: (key: string) => readonly Path[],
): Path {
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
  if (ownValue(composed.agent.properties ?? {}, first) !== undefined) return path;
  const [place, another] = placesOf(first);
  return place !== undefined && another === undefined ? [...place, ...rest] : path;
}

/** What answers call by a name of the older API that no spec ever had. */
const olderFields = new Map<Path[number], Path>([['chirp_data', ['telephony', 'websocket_url']]]);

const olderName = (step: Path[number] | undefined, path: Path) =>
  typeof step === 'string'
    ? (v1Path(step, path) ?? (path.length === 0 ? olderFields.get(step) : undefined))
    : undefined;

/** Whether a path leads to a field of a spec, or to what somebody has written into it. */
export function isField(root: SpecNode | null, [first]: Path): boolean {
  if (typeof first !== 'string') return false;
  const known = ownValue(composed.agent.properties ?? {}, first);
  return known !== undefined || entry(root, first) !== undefined;
}

/** Whether the last step of a path is written: its key, or the item of a list. */
export function isWritten(root: SpecNode | null, path: Path): boolean {
  const last = path.at(-1);
  if (last === undefined) return true;
  const parent = nodeAt(root, path.slice(0, -1));
  if (typeof last === 'string') return entry(parent, last) !== undefined;
  return parent?.kind === 'sequence' && last < parent.items.length;
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
