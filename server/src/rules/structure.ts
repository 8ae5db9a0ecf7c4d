import {
  type AliasNode,
  type Entry,
  isMerge,
  keyName,
  type MapNode,
  type Path,
  resolve,
  type Span,
  type SpecNode,
} from '../ast/nodes';
import { spanOf } from '../ast/spans';
import type { SpecDocument } from '../document/specDocument';
import { outOfList } from '../fixes/outOfList';
import { removeKey } from '../fixes/removeKey';
import { replaceWith } from '../fixes/replace';
import { mayBeSecret } from '../placeholders/secretPlaces';
import { schemaAt, typesOf } from '../schema/lookup';
import { cutValueFindings, cutValuesIn } from './cutValues';
import type { Finding, Rule } from './finding';
import { nodeInWords } from './messageText';

/** What YAML allows and a spec does not: a root that is no map, keys given twice, lost aliases. */
export const structureRule: Rule = function* (document) {
  const { root } = document;
  if (root === null) return;
  if (root.kind !== 'map') {
    yield {
      start: root.start,
      end: root.end,
      path: [],
      severity: 'error',
      code: 'not-a-map',
      message: `A spec is a map of keys like \`name: …\`, not ${nodeInWords(root)}.`,
      fixes: outOfList,
    };
  }
  yield* check(document, root, []);
};

/** A list, a map or a lost alias in place of a key. */
function* checkNoText(
  document: SpecDocument,
  { key: { start, end }, keyAlias }: Entry,
  path: Path,
): Iterable<Finding> {
  if (keyAlias?.target === null) {
    yield* checkAlias(document, keyAlias, path);
    return;
  }
  yield {
    start,
    end,
    path,
    severity: 'error',
    code: 'key-not-text',
    message: 'A key must be text, not a list or a map: write a name before the colon.',
  };
}

function* checkAlias(
  { text, choice }: SpecDocument,
  { start, end, name, target }: AliasNode,
  path: Path,
): Iterable<Finding> {
  // Of a `*` alone, the parser says what is wrong.
  if (target !== null || name === '') return;
  const anchor = mayBeSecret(path, choice)
    ? 'There is no anchor for this alias above it'
    : `There is no anchor \`&${name}\` above this alias`;
  const types = typesOf(schemaAt(path, choice) ?? {});
  const isText = types.length === 0 || types.includes('string');
  const advice = isText ? 'define it first, or put the value in quotes' : 'define it first';
  yield {
    start,
    end,
    path,
    severity: 'error',
    code: 'undefined-alias',
    message: `${anchor}: ${advice}.`,
    // One that stands further down is meant; and no text can be merged.
    fixes:
      !isText || text.includes(`&${name}`) || path.includes('<<')
        ? undefined
        : replaceWith(`"*${name}"`, { title: 'Put the value in quotes' }),
  };
}

/** Not so where a line was not understood. */
function hasKey({ key, broken }: Entry): boolean {
  return !broken || key.end > key.start;
}

function* check(document: SpecDocument, node: SpecNode | null, path: Path): Iterable<Finding> {
  if (node?.kind === 'alias') yield* checkAlias(document, node, path);
  if (node?.kind === 'sequence') {
    for (const [index, item] of node.items.entries())
      yield* check(document, item, [...path, index]);
  }
  if (node?.kind === 'map') yield* checkMap(document, node, path);
}

function* checkMap(document: SpecDocument, node: MapNode, path: Path): Iterable<Finding> {
  const cut = cutValuesIn(document, node);
  yield* cutValueFindings(document, cut, path);
  const rests = new Set(cut.flatMap(({ rest }) => rest));
  const first = new Map<string, Span>();
  for (const entry of node.entries) {
    if (!hasKey(entry) || rests.has(entry)) continue;
    const name = keyName(entry.key);
    const { start, end } = entry.key;
    const seen = first.get(name);
    if (entry.key.value === null) {
      // In a map of which a line was not understood, it may be a part of that line.
      if (!node.incomplete) yield* checkNoText(document, entry, path);
    } else if (seen === undefined) {
      first.set(name, { start, end });
    } else if (isOnce(entry)) {
      yield {
        start,
        end,
        path,
        severity: 'error',
        code: 'duplicate-key',
        message: `\`${name}\` is written twice: keep one of them.`,
        related: { ...seen, message: 'First written here.' },
        fixes: removeKey,
      };
    }
    if (isMerge(entry)) yield* wrongMerge(entry, [...path, name]);
    yield* check(document, entry.value, [...path, name]);
  }
}

/** Whether a map may have a key once: not `<<`, nor one that is not written yet. */
function isOnce(entry: Entry): boolean {
  return !isMerge(entry) && keyName(entry.key) !== '';
}

/** `<<` with anything but a map, or a list of maps: nothing of it would be sent. */
function* wrongMerge({ key, value }: Entry, path: Path): Iterable<Finding> {
  const merged = resolve(value);
  const isLost = (node: SpecNode | null) => node?.kind === 'alias' && resolve(node) === null;
  const isRight = (node: SpecNode | null) => resolve(node)?.kind === 'map' || isLost(node);
  if (isRight(value) || (merged?.kind === 'sequence' && merged.items.every(isRight))) return;
  yield {
    ...spanOf(value ?? key),
    path,
    severity: 'error',
    code: 'wrong-merge',
    message:
      '`<<` merges the keys of a map: write an alias like `*name` after it, or put `"<<"` in quotes if it is a key.',
  };
}
