import type { Path } from '../ast/nodes';
import { providerOf, v1Names } from './catalog';

/** Where a name has gone, as `schemas/v1.json` writes it; undefined when it is none, or not at its place. */
function v1Name(name: string, path: Path): string | undefined {
  const list = path.findLast((step) => typeof step === 'string');
  const isItem = typeof path.at(-1) === 'number';
  if (path.length > 0 && !isItem) return undefined;
  const prefix = isItem ? `${list}[].` : '';
  return v1Names.find(({ from }) => {
    const [before, after] = `${from}`.split('<provider>');
    if (after === undefined) return from === `${prefix}${name}`;
    const type = name.slice((before ?? '').length, name.length - after.length);
    return name.endsWith(after) && providerOf(type) !== undefined && type !== '';
  })?.to;
}

/** The path in a spec of a name of the older API; undefined when it is none, or not at its place. */
export function v1Path(name: string, path: Path): Path | undefined {
  const to = v1Name(name, path);
  if (to === undefined) return undefined;
  // In items of lists only the last name has changed.
  const [, last] = to.split('[].');
  return last === undefined ? to.split('.') : [...path, last];
}
