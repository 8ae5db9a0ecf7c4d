import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import type { Path } from '../ast/nodes';
import { isObject } from '../base/json';
import { contentOf } from './agentContent';
import { unreadAt, withoutSecrets } from './comparable';
import { isHeldBackIn, type Sides, withTopLevelNames } from './compare';
import { type Field, fieldsOf, idsOf, innerOf, jsonOf } from './fields';
import { digestAt, isSameAt } from './sameValue';

/**
 * What a spec and its agent have in common, to be kept as the base of later comparisons: what is the same in both now, else
 * what was the same before.
 *
 * @param isSent whether what Cekura never gives back was sent just now
 */
export function common(
  { here, base, agent, choice, secretPaths, envPaths = [] }: Sides,
  { isSent }: { isSent: boolean },
): JsonObject {
  const ids = idsOf(agent);
  const isUnread = ({ path }: Field) =>
    secretPaths?.has(path.join('.')) === true || unreadAt(path, choice) !== undefined;

  const shared = (
    side: Field | undefined,
    there?: Field,
    before?: Field,
    isHeldBack = false,
  ): JsonValue | undefined => {
    // What the spec no longer writes is known until the next update, which says so.
    if (side === undefined) return isSent ? undefined : known(before);
    if (isUnread(side) || (isHeldBack && side.kind === 'value')) return unread(side, before);
    if (side.kind === 'map') return entries(side, there, before, isHeldBack);
    return side.kind === 'set' ? items(side, there, before) : value(side, there, before);
  };

  const unread = (side: Field, before?: Field) =>
    isSent ? kept(side.path, jsonOf(side)) : known(before);

  const known = (before: Field | undefined) => before && jsonOf(before);

  // What stands in the environment is for no file.
  const kept = (path: Path, shown: JsonValue) =>
    envPaths.some((place) => path.every((step, at) => place[at] === step))
      ? digestAt(path, shown, choice)
      : shown;

  const value = (side: Field, there?: Field, before?: Field): JsonValue | undefined => {
    const shown = (field: Field) => withoutSecrets(jsonOf(field), field.path, choice);
    const isSame = isSameAt(side.path, shown(side), there && shown(there), choice);
    return isSame ? kept(side.path, shown(side)) : known(before);
  };

  const entries = (
    side: Field,
    there: Field | undefined,
    before: Field | undefined,
    isHolderHeldBack: boolean,
  ): JsonObject => {
    const isHeldBack = isHolderHeldBack || isHeldBackIn({ here: side, there });
    const [inHere, inThere, inBase] = [side, there, before].map(innerOf);
    const keys = new Set([...(inHere?.keys() ?? []), ...(inBase?.keys() ?? [])]);
    const inner = [...keys].flatMap((key) => {
      const value = shared(inHere?.get(key), inThere?.get(key), inBase?.get(key), isHeldBack);
      return value === undefined ? [] : [[key, value] as const];
    });
    return Object.fromEntries(inner);
  };

  const items = (side: Field, there?: Field, before?: Field): JsonValue[] => {
    const [inHere, inThere, inBase] = [side, there, before].map(innerOf);
    return [...new Set([...(inHere?.keys() ?? []), ...(inBase?.keys() ?? [])])].flatMap((name) => {
      const [one, other, old] = [inHere?.get(name), inThere?.get(name), inBase?.get(name)];
      // What is in neither any longer is forgotten.
      if (one === undefined && other === undefined) return [];
      const value = one && other ? shared(one, other, old) : old && jsonOf(old);
      return value === undefined ? [] : [value];
    });
  };

  const there = fieldsOf(withTopLevelNames(contentOf(agent), here), choice, ids);
  const before = base === undefined ? undefined : fieldsOf(base, choice, ids);
  const all = shared(fieldsOf(here, choice, ids), there, before);
  return isObject(all) ? all : {};
}
