import { keyName, nodeAt, type Path, resolve, type SpecNode } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { moveKey } from '../fixes/moveKey';
import { isWritten } from '../request/specPath';
import { type KnownKey, whereKnown } from '../schema/knownKeys';
import { schemaAt } from '../schema/lookup';
import { type Explanation, setByCekura } from './explanation';

/** A key that is known elsewhere. */
export function explainMisplaced(document: SpecDocument, name: string, path: Path): Explanation {
  const { root, choice } = document;
  const key = belongsTo(document, name, path) === undefined ? inSnakeCase(name) : name;
  const [nearest, ...others] = placesOf(document, key, path);
  if (nearest === undefined) return undefined;
  const { path: to } = nearest;
  if (to.length === 0 && schemaAt([key], choice)?.readOnly === true) return setByCekura(key);
  const target = [...to.map((step) => (step === '[]' ? 0 : step)), key];
  if (!mayMove(document, [...path, name], target)) return undefined;
  const place =
    to.length === 0 ? 'at the top level' : `in ${[nearest, ...others].map(quoted).join(' or ')}`;
  const value = nodeAt(root, [...path, name]);
  // An alias brings in what is written in its place.
  const isThere = value !== null && nodeAt(root, [...to, name]) === value;
  const inItem = inItemAbove(document, name, path, [...to, key]);
  return {
    code: 'misplaced-key',
    message: `\`${name}\` doesn't belong here${isThere ? ', only' : `: write it${key === name ? '' : ` as \`${key}\``}`} ${place}.`,
    instead: to.includes('[]') ? inItem : others.length > 0 ? undefined : [...to, key],
    fixes: inItem && moveKey(inItem, { isGuess: true }),
  };
}

const quoted = ({ path }: KnownKey) => `\`${path.join('.').replaceAll('.[]', '[]')}\``;

/** The place in the last item of the list right above a key, where that lacks the key; undefined elsewhere. */
function inItemAbove(
  { root }: SpecDocument,
  name: string,
  path: Path,
  to: readonly string[],
): Path | undefined {
  const [list, inList, key] = to.slice(path.length);
  const holder = nodeAt(root, path);
  if (holder?.kind !== 'map' || inList !== '[]' || list === undefined || key === undefined)
    return undefined;
  const isHere = path.every(
    (step, depth) => to[depth] === (typeof step === 'number' ? '[]' : step),
  );
  const at = holder.entries.findIndex((entry) => keyName(entry.key) === name);
  const above = holder.entries[at - 1];
  const isAbove = above !== undefined && keyName(above.key) === list;
  const items = isAbove && above.value?.kind === 'sequence' ? above.value.items : [];
  const target = [...path, list, items.length - 1];
  const last = items.at(-1);
  return isHere && last?.kind === 'map' && !isWritten(root, [...target, key])
    ? [...target, key]
    : undefined;
}

/** `agentId`, as other platforms write it. */
export function inSnakeCase(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}

/** Names that mean much: they are looked for only below the key at the top level that they stand under. */
const general = new Set(['id', 'username', 'password', 'config']);

/** The nearest place that has this key, given the types chosen. */
export function belongsTo(document: SpecDocument, name: string, path: Path): KnownKey | undefined {
  return placesOf(document, name, path)[0];
}

/** The nearest places that have a key: such as are written, and those of the voice agent before those of a chat. */
function placesOf({ root, choice }: SpecDocument, name: string, path: Path): KnownKey[] {
  const shared = ({ path: to }: KnownKey) => {
    const parting = to.findIndex((step, depth) => step !== path[depth]);
    return parting < 0 ? to.length : parting;
  };
  const isOfTypes = ({ provider = choice.provider, chat = choice.chat }: KnownKey) =>
    (choice.provider === undefined || provider === choice.provider) && chat === choice.chat;
  const rankOf = (place: KnownKey) => {
    const { path: to } = place;
    const isCurrent = schemaAt([...to, name], choice)?.['x-prefer'] === undefined;
    const isOfChat = to.includes('chat_agent_details');
    const isThere = nodeAt(root, to) !== null || hasSibling(root, to);
    return [isCurrent ? 1 : 0, shared(place), isThere ? 1 : 0, isOfChat ? 0 : 1, -to.length];
  };
  const found = whereKnown(name)
    .filter((place) => isOfTypes(place) && (!general.has(name) || shared(place) > 0))
    .map((place) => ({ place, rank: rankOf(place) }))
    .sort((one, other) => compare(other.rank, one.rank));
  const [first] = found;
  const nearest = found.filter(
    ({ rank }) => first !== undefined && compare(rank, first.rank) === 0,
  );
  // Several types may have a key at the same place.
  return [...new Map(nearest.map(({ place }) => [place.path.join('.'), place])).values()];
}

/** Whether a key stands beside a place that goes with it: `sip_uri` beside `sip_auth`. */
function hasSibling(root: SpecNode | null, to: readonly string[]): boolean {
  const [, word] = /^([a-z]+_)/.exec(to.at(-1) ?? '') ?? [];
  const map = nodeAt(root, to.slice(0, -1));
  return (
    word !== undefined &&
    map?.kind === 'map' &&
    map.entries.some(({ key }) => keyName(key).startsWith(word))
  );
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((rank, index) => rank !== other[index]);
  return (one[at] ?? 0) - (other[at] ?? 0);
}

/** Whether a value may stand at another place: it is one of those to choose from there. */
export function mayMove({ root, choice }: SpecDocument, from: Path, to: Path): boolean {
  const { enum: values } = schemaAt(to, choice) ?? {};
  const value = resolve(nodeAt(root, from));
  return values === undefined || value?.kind !== 'scalar' || values.includes(value.value);
}
