import type { YAMLError } from 'yaml';
import type { SpecNode } from '../../ast/nodes';
import { firstContent } from '../chunks';
import { colonMissing } from '../syntaxErrors';
import { linesOf } from './lines';
import { type Cure, isAround, type Repair } from './repair';
import { linesBelowTextKeys } from './signs';

/** A key with its colon, behind which a text of several lines, a map or a list begins without white space. */
const glued = /^(?:- +)*([a-z_]\w*):(?:[|>][+-]?[1-9]?[ \t]*(?:\r?\n|$)|[{[])/;

/** Whether a chunk begins so, which YAML takes for text or for a longer key. */
export function looksGlued(source: string): boolean {
  return cureAt(source, firstContent(source).content) !== undefined;
}

/** `description:|` and `telephony:{inbound: true}` */
export const gluedValue: Repair = function* ({ source, error }) {
  const { content } = firstContent(source);
  const first = cureAt(source, content);
  if (first !== undefined) yield first;
  // What YAML takes as it is may be text.
  if (error === undefined) return;
  const lines = linesOf(source);
  const inText = linesBelowTextKeys(lines);
  for (const line of lines) {
    const start = line.start + line.indent;
    const cure = line.isText || inText.has(line) ? undefined : cureAt(source, start);
    if (cure !== undefined && start !== content) yield cure;
  }
};

/** A key with its value, of which YAML makes one word between braces; not the address of a page. */
const gluedKey = /^([A-Za-z_][\w-]*)(?::(?!\/\/)|=)\S/;

/** `{api_key:abc}` and `{inbound=true}`: all of them are one habit. */
export const gluedInFlow: Repair = function* ({ source, error, node }) {
  const around = error === undefined ? [] : gluedAround(source, error);
  const keys = around.length > 0 ? around : [...gluedKeysIn(node)];
  const [first] = keys;
  if (first === undefined) return;
  const edits = keys.map(({ start, name }) => ({
    start: start + name.length,
    end: start + name.length + 1,
    newText: ': ',
  }));
  yield {
    start: first.start,
    end: first.start + first.name.length + 1,
    ...colonMissing(first.name),
    title: 'Write `: `',
    edits,
  };
};

/** Whether a key and its value are one word somewhere between braces. */
export function holdsGluedKey(node: SpecNode | null): boolean {
  const [first] = gluedKeysIn(node);
  return first !== undefined;
}

interface GluedKey {
  start: number;
  name: string;
}

/** The same before placeholders, and before brackets behind a space alone, over which the library stumbles. */
const gluedBracket = /([{,][ \t]*)([A-Za-z_][\w-]*)(?:[:=](?=["']?\$\{)|[ \t](?=[[{]))/g;

function gluedAround(source: string, error: YAMLError): GluedKey[] {
  return [...source.matchAll(gluedBracket)]
    .map(({ index, 1: before = '', 2: name = '' }) => ({ start: index + before.length, name }))
    .filter(({ start, name }) => isAround(error, start, start + name.length));
}

function* gluedKeysIn(node: SpecNode | null): Iterable<GluedKey> {
  if (node?.kind === 'sequence') for (const item of node.items) yield* gluedKeysIn(item);
  if (node?.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    const isWord = node.flow && value === null && key.style === 'plain';
    const [, name] = (isWord && gluedKey.exec(String(key.value))) || [];
    if (name !== undefined) yield { start: key.start, name };
    yield* gluedKeysIn(value);
  }
}

function cureAt(source: string, at: number): Cure | undefined {
  const [written, name] = (at < 0 ? null : glued.exec(source.slice(at, at + 200))) ?? [];
  if (written === undefined || name === undefined) return undefined;
  const start = at + written.indexOf(`${name}:`);
  const end = start + name.length + 1;
  return {
    start,
    end,
    ...colonMissing(name),
    title: 'Add a space',
    edits: [{ start: end, end, newText: ' ' }],
  };
}
