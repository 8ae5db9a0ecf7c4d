import { type Entry, keyName, nodeAt, type Path, resolve } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { typeOf, unwrap } from '../fixes/unwrap';
import { isWritten } from '../request/specPath';
import { keysOf, requiredKeys, schemaAt } from '../schema/lookup';
import type { Explanation } from './explanation';

/** A key around a whole spec, as bodies of requests and other tools have it. */
export function explainWrapper(document: SpecDocument, { key }: Entry, path: Path): Explanation {
  if (path.length > 0 || !isWrapped(document)) return undefined;
  return {
    code: 'unknown-key',
    message: `A spec has no key around it: remove \`${keyName(key)}\`, and write its keys at the top level.`,
    fixes: unwrap,
  };
}

/** A tool in the form of OpenAI: `function` holds its name. */
export function explainHeld(
  { root, choice }: SpecDocument,
  { key, value }: Entry,
  path: Path,
): Explanation {
  const item = nodeAt(root, path);
  const schema = schemaAt(path, choice);
  const held = resolve(value);
  if (item?.kind !== 'map' || held?.kind !== 'map' || !schema) return undefined;
  const keys = held.entries.map((inner) => keyName(inner.key));
  const [meant] = requiredKeys(schema, item).filter(
    (needed) => keys.includes(needed) && !isWritten(root, [...path, needed]),
  );
  if (meant === undefined || typeof path.at(-1) !== 'number') return undefined;
  return {
    code: 'unknown-key',
    message: `\`${meant}\` stands directly in an item: remove \`${keyName(key)}\`, and keep what is in it.`,
    instead: [...path, meant],
    fixes: unwrap,
  };
}

/** Whether an unknown key says nothing but the one around the keys of its item, which is spoken of. */
export function isTypeOfHeld(document: SpecDocument, path: Path, written: Entry): boolean {
  const item = nodeAt(document.root, path);
  if (item?.kind !== 'map' || keyName(written.key) !== 'type') return false;
  return item.entries.some(
    (entry) => typeOf(item, entry) === written && explainHeld(document, entry, path) !== undefined,
  );
}

/** Keys that tell a spec from other maps. */
const keysOfSpec = ['name', 'description', 'project'];

/** Whether all that stands in a text is one key that a spec does not have, with a spec in it. */
export function isWrapped({ root, choice }: SpecDocument): boolean {
  const [only, ...others] = root?.kind === 'map' ? root.entries : [];
  const inner = only?.value;
  if (only === undefined || others.length > 0 || inner?.kind !== 'map') return false;
  const keys = inner.entries.map(({ key }) => keyName(key));
  const isKnown = keysOf(schemaAt([], choice)).includes(keyName(only.key));
  return !isKnown && keysOfSpec.filter((key) => keys.includes(key)).length > 1;
}
