import type { Path } from '../ast/nodes';
import { providerOf, v1Names } from './catalog';

/**
 * Where a name of the older API has gone (dots between keys); undefined when it is none, or not at its place.
 * @param path the map that holds it
 */
export function newPath(name: string, path: Path): string | undefined {
  const list = path.findLast((step) => typeof step === 'string');
  const isItem = typeof path.at(-1) === 'number';
  if (path.length > 0 && !isItem) return undefined;
  const prefix = isItem ? `${list}[].` : '';
  return v1Names.find(({ from }) => {
    const [before, after] = from.split('<provider>');
    if (after === undefined) return from === `${prefix}${name}`;
    const type = name.slice((before ?? '').length, name.length - after.length);
    return name.endsWith(after) && providerOf(type) !== undefined && type !== '';
  })?.to;
}
