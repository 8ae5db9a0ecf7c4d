import type { SpecNode } from '../ast/nodes';
import { lineAt } from '../base/lines';
import { replaceWith } from '../fixes/replace';
import { writeUnderKey } from '../fixes/writeUnderKey';
import { colonMissing, noColon } from '../parser/syntaxErrors';
import { mayBeSecret } from '../placeholders/secretPlaces';
import type { Schema } from '../schema/descriptions';
import { dereference, keysOf, requiredKeys, typesOf } from '../schema/lookup';
import { typesTaken } from '../schema/typeWords';
import { nearest } from './messageText';
import type { Explained, WrongScalar } from './schemaErrorSubject';

/** `key value`, `key:value` and `key = value`, where a map with such a key belongs. */
function keyAndValueWithoutColon({ types, value, schema }: WrongScalar): Explained | undefined {
  const [, key = '', word, text = ''] =
    /^(\w+)(?:(?::|\s+)(\S+)|\s*=\s*(\S.*))$/.exec(String(value)) ?? [];
  if (!types.includes('object') || !keysOf(schema).includes(key)) return undefined;
  const meant = `${key}: ${word ?? text}`;
  return {
    ...colonMissing(key),
    fixes: replaceWith(meant, { isGuess: true, title: `Write \`${key}: …\`` }),
  };
}

/** The same in several lines, as TOML has it. */
function linesWithEqualSigns({ document: { text }, node, types, schema }: WrongScalar) {
  const { lines, indentation } = linesOf(text, node);
  const isMeant = lines.every((line) =>
    keysOf(schema).includes(/^(\w+)\s*=\s*\S/.exec(line)?.[1] ?? ''),
  );
  if (!types.includes('object') || lines.length < 2 || !isMeant || indentation.trim() !== '')
    return undefined;
  const meant = lines.map((line) => line.replace(/^(\w+)\s*=\s*/, '$1: '));
  return {
    ...noColon('='),
    fixes: replaceWith(meant.join(`\n${indentation}`), { isGuess: true, title: 'Change to `:`' }),
  };
}

/** The path of a file, which begins no other value. */
const file = /^[\w./@~-][\w./@ ~-]*\.\w+$/;

/** `provider: vapi`, and the name or the path of an item in its place. */
function keyAlone({
  document,
  name,
  node,
  path,
  types,
  value,
  schema,
}: WrongScalar): Explained | undefined {
  const keys = keysOf(schema);
  const isPath = typeof value === 'string' && keys.includes('path') && file.test(value);
  const isWord = typeof value === 'string' && /^[A-Za-z_-]+$/.test(value);
  if (!types.includes('object') || !(isWord || isPath) || keys.length === 0) return undefined;
  const near = nearest(value, keys);
  const [taking] = keys.filter((key) => schema.properties?.[key]?.enum?.includes(value));
  const isNamed = typeof path.at(-1) === 'number' && requiredKeys(schema, node).includes('name');
  const isShown = !mayBeSecret(path, document.choice);
  const meant =
    taking ?? (isPath ? 'path' : isNamed && near === undefined && isShown ? 'name' : undefined);
  return {
    code: 'missing-colon',
    message: `${name} takes keys with values: write \`${meant ?? near ?? keys[0]}: ${meant ? value : '…'}\`${typeof path.at(-1) === 'number' ? '' : ' on its own line'}.`,
    fixes: meant === undefined ? undefined : writeUnderKey(meant),
  };
}

function itemAlone({
  document,
  node,
  name,
  types,
  value,
  schema,
}: WrongScalar): Explained | undefined {
  const written = document.text.slice(node?.start, node?.end);
  const text = typeof value === 'number' ? written : value;
  if (typeof text !== 'string' || /\n/.test(written)) return undefined;
  const items = text.split(/[,;]/).map((item) => item.trim());
  const arePaths =
    text === value && takesPaths(types, schema) && items.every((item) => file.test(item));
  if (!takesTexts(types, schema) && !arePaths) return undefined;
  const list = `[${items
    .filter((item) => item !== '')
    .map((item) => (arePaths ? `{path: ${item}}` : JSON.stringify(item)))
    .join(', ')}]`;
  return {
    code: 'wrong-type',
    message: `${name} takes ${typesTaken(types)}: write \`${list}\`.`,
    // What commas part may be a sentence.
    fixes: replaceWith(list, {
      isGuess: items.length > 1,
      isPreferred: !items.some((item) => /\s/.test(item)) || items.length === 1,
    }),
  };
}

/** Words below each other and their key, without dashes. */
function itemsAlone({ document: { text }, node, name, types, schema }: WrongScalar) {
  const { lines: items, indentation } = linesOf(text, node);
  const isMeant = items.length > 1 && items.every((item) => /^[^\s#'"]+$/.test(item));
  const isPlain = node?.kind === 'scalar' && node.style === 'plain';
  if (!takesTexts(types, schema) || !isPlain || !isMeant || indentation.trim() !== '')
    return undefined;
  return {
    code: 'wrong-type',
    message: `${name} takes a list: write \`- \` before each line.`,
    fixes: replaceWith(items.map((item) => `- ${JSON.stringify(item)}`).join(`\n${indentation}`), {
      title: 'Write them as a list',
    }),
  };
}

/** The lines of a value, and what stands before it on the first: white space where that is a line of its own. */
function linesOf(text: string, node: SpecNode | null) {
  const start = node?.start ?? 0;
  const lines = text.slice(start, node?.end).split('\n');
  const indentation = text.slice(lineAt(text, start).start, start);
  return { lines: lines.map((line) => line.trim()), indentation };
}

function takesPaths(types: readonly string[], { items = {} }: Schema): boolean {
  return types.includes('array') && keysOf(dereference(items)).includes('path');
}

function takesTexts(types: readonly string[], { items = {} }: Schema): boolean {
  return types.includes('array') && typesOf(items).includes('string');
}

/** What is meant by single values in place of maps and lists, the likeliest first. */
export const ofCollections: readonly ((wrong: WrongScalar) => Explained | undefined)[] = [
  linesWithEqualSigns,
  keyAndValueWithoutColon,
  keyAlone,
  itemAlone,
  itemsAlone,
];
