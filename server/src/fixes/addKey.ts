import { parse } from 'yaml';
import type { Path } from '../ast/nodes';
import { indentationOf, indentedBy } from '../base/indentation';
import { isWritten } from '../request/specPath';
import { keysOf, schemaAt } from '../schema/lookup';
import { addition } from './entries';
import type { FixesFor } from './fix';
import { valueFor } from './values';

/**
 * Writes a key that is missing, in the order of the schema.
 * @param map where it is missing, from the root of the spec; by default the map that the mistake speaks of
 */
export function addKey(key: string, map?: Path): FixesFor {
  return ({ text, root, choice }, mistake) => {
    const path = map ?? mistake.path;
    const order = keysOf(schemaAt(path, choice));
    const written = valueFor(key, schemaAt([...path, key], choice) ?? {}, choice);
    const whole = indentedBy(indentationOf(text), `${key}:${written}`);
    const value = whole.slice(key.length + 1);
    const added = (of: string) => addition(text, root, path, { key, value: of }, order);
    const edit = added(value) ?? added(` ${JSON.stringify(parse(value))}`);
    if (edit === undefined) return [];
    return [
      {
        title: `Add \`${key}\``,
        edits: [edit],
        isSafe: false,
        isPreferred: true,
        tabStops: 'values',
      },
    ];
  };
}

/** Writes the key at a path when it is missing and may stand there. */
export function addKeyAt(path: Path): FixesFor {
  return (document, mistake) => {
    const key = path.at(-1);
    const { root, choice } = document;
    if (typeof key !== 'string' || isWritten(root, path)) return [];
    return schemaAt(path, choice) ? addKey(key, path.slice(0, -1))(document, mistake) : [];
  };
}
