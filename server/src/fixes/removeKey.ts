import { type Entry, keyName, type MapNode, type SpecNode, toData } from '../ast/nodes';
import { memoize } from '../base/memoize';
import { entryAt, type Holding, removal } from './entries';
import type { FixesFor } from './fix';

/** Takes out the entry whose key is marked; it is preferred where that loses nothing. */
export const removeKey: FixesFor = remove(losesNothing);

/** The same for an entry that means nothing. */
export const removeIdleKey: FixesFor = remove(() => true);

function remove(isPreferred: (holding: Holding) => boolean): FixesFor {
  return ({ root, text }, { start }) => {
    const holding = entryAt(root, start);
    if (holding === undefined) return [];
    const { key } = holding.entry;
    return [
      {
        title: `Remove \`${text.slice(key.start, key.end)}\``,
        edits: [removal(text, holding)],
        isSafe: false,
        isPreferred: isPreferred(holding),
      },
    ];
  };
}

/** Whether an entry says nothing, or what another of its map says. */
function losesNothing({ map, entry }: Holding): boolean {
  if (holdsNothing(entry.value)) return true;
  const said = JSON.stringify(toData(entry.value));
  const named = entriesByName(map).get(keyName(entry.key)) ?? [];
  return named.some((other) => other !== entry && JSON.stringify(toData(other.value)) === said);
}

/** The entries of a map by their keys, put together once: each of thousands may be asked about. */
const entriesByName = memoize((map: MapNode): ReadonlyMap<string, Entry[]> => {
  const named = new Map<string, Entry[]>();
  for (const entry of map.entries) {
    const name = keyName(entry.key);
    const others = named.get(name);
    if (others) others.push(entry);
    else named.set(name, [entry]);
  }
  return named;
});

function holdsNothing(value: SpecNode | null): boolean {
  if (value === null) return true;
  if (value.kind === 'map') return value.entries.length === 0;
  if (value.kind === 'sequence') return value.items.length === 0;
  if (value.kind === 'alias') return false;
  return value.value === null || value.value === false || value.value === '';
}
