import { parse } from 'yaml';
import { nodeAt, type Path } from '../ast/nodes';
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
    const node = nodeAt(root, path);
    const isFlow = node?.kind === 'map' && node.flow;
    const isJson = isFlow && node.entries.at(-1)?.key.style === 'double';
    const inner = isFlow && value.includes('\n') ? ` ${inFlow(parse(value), isJson)}` : value;
    const edit = addition(text, root, path, { key, value: inner }, order);
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

/** A value between braces, its keys in quotes where JSON has them. */
function inFlow(value: unknown, isJson: boolean): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, held]) => `${isJson ? `"${key}"` : key}: ${inFlow(held, isJson)}`,
  );
  return `{${entries.join(', ')}}`;
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
