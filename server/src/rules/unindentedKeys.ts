import type { Choice } from '../ast/choice';
import { areOfOneEntry } from '../ast/nodeAtOffset';
import { type Entry, keyName, type Path } from '../ast/nodes';
import type { Edit } from '../base/edit';
import { indentationOf } from '../base/indentation';
import { lineAt } from '../base/lines';
import { contentEnd } from '../document/edit';
import type { SpecDocument } from '../document/specDocument';
import type { FixesFor } from '../fixes/fix';
import type { Schema } from '../schema/descriptions';
import { dereference, keysOf, schemaAt } from '../schema/lookup';
import type { Finding, Rule } from './finding';
import { nearest } from './messageText';
import { type Visited, visit } from './visit';

const unindentedKey = 'unindented-key';

/** A key without a value, and the keys behind it that belong under it. */
interface Unindented {
  holder: Entry;
  path: Path;
  keys: LostKey[];
  /** It takes a list, of which they are an item. */
  isItem: boolean;
}

interface LostKey {
  entry: Entry;
  /** How many levels deeper it belongs. */
  depth: number;
}

/** `provider:` with its keys on the lines below that are not indented. */
export const unindentedKeyRule: Rule = function* (document) {
  for (const found of unindentedIn(document)) {
    const first = found.keys[0]?.entry;
    if (first === undefined) continue;
    const name = keyName(found.holder.key);
    const [what, it] = found.keys.length === 1 ? ['belongs', 'it'] : ['belong', 'them'];
    const keys = found.keys.map(({ entry }) => `\`${keyName(entry.key)}\``).join(', ');
    yield {
      start: first.key.start,
      end: first.key.end,
      path: [...found.path.slice(0, -1), keyName(first.key)],
      severity: 'error',
      code: unindentedKey,
      message: `${keys} ${what} under \`${name}\`: indent ${it}.`,
      fixes: indent(found),
    };
  }
};

/** What is said, without what else there would be to say of such keys and of the one that they belong under. */
export function withoutUnindented(document: SpecDocument, findings: Finding[]): Finding[] {
  const isTold = ({ code }: Finding) => code === unindentedKey;
  if (!findings.some(isTold)) return findings;
  const spans = unindentedIn(document).flatMap(({ holder, keys }) => [
    holder.key,
    ...keys.map(({ entry }) => ({ start: entry.key.start, end: contentEnd(document.text, entry) })),
  ]);
  return findings.filter(
    (finding) =>
      (isTold(finding) && !isInDoubt(document, finding.start)) ||
      !spans.some(({ start, end }) => start <= finding.start && finding.start < end),
  );
}

/** Where a line of the same entry is indented wrongly, what keys belong to is not known. */
function isInDoubt({ root, parsed }: SpecDocument, offset: number): boolean {
  const isOfIt = (at: number) => root?.kind !== 'map' || areOfOneEntry(root, at, offset);
  return parsed.problems.some(({ code, start }) => code === 'bad-indentation' && isOfIt(start));
}

function unindentedIn(document: SpecDocument): Unindented[] {
  return visit(document).flatMap((visited) => unindentedOf(document, visited));
}

function unindentedOf({ choice }: SpecDocument, { node, path, schema }: Visited): Unindented[] {
  if (node?.kind !== 'map' || node.flow) return [];
  return node.entries.flatMap((holder, index) => {
    if (holder.value !== null || holder.broken) return [];
    const below = [...path, keyName(holder.key)];
    const isItem = schemaAt(below, choice)?.items !== undefined;
    const keys = lostKeys(node.entries.slice(index + 1), below, schema, choice);
    return keys.length === 0 ? [] : [{ holder, path: below, keys, isItem }];
  });
}

/**
 * The first entries that belong under a path.
 * @param beside what may stand where they do
 */
function lostKeys(
  entries: readonly Entry[],
  path: Path,
  beside: Schema,
  choice: Choice,
): LostKey[] {
  const depths = new Map(keysUnder(path, choice).map((key) => [key, 1]));
  const isAnswer = belongsToAnswer(path, beside, choice);
  const lost: LostKey[] = [];
  for (const entry of entries) {
    const name = keyName(entry.key);
    const depth = depths.get(name) ?? (isAnswer(name) ? 1 : undefined);
    if (depth === undefined || isCurrent(beside, name)) break;
    lost.push({ entry, depth });
    // What belongs under this one may stand beside it, too.
    const inner = entry.value === null ? keysUnder([...path, name], choice) : [];
    for (const key of inner) if (!depths.has(key)) depths.set(key, depth + 1);
  }
  return lost;
}

/** Tells of a key in a call of a tool whether it stands for one of the `input` or `output` at a path, which hold what the user likes. */
function belongsToAnswer(path: Path, beside: Schema, choice: Choice): (name: string) => boolean {
  if (path.at(-3) !== 'mock_data') return () => false;
  const known = new Set(['', '<<', ...keysOf(beside), ...keysUnder(path.slice(0, -3), choice)]);
  return (name) => !known.has(name) && nearest(name, keysOf(beside)) === undefined;
}

/** The keys of the map at a path, or of the items of the list. */
function keysUnder(path: Path, choice: Choice): string[] {
  const schema = schemaAt(path, choice);
  return keysOf(schema?.items ? dereference(schema.items) : schema);
}

/** Whether a map has a key that is not only an older name. */
function isCurrent({ properties = {} }: Schema, key: string): boolean {
  return Object.hasOwn(properties, key) && properties[key]?.['x-prefer'] === undefined;
}

function indent({ holder, keys, isItem }: Unindented): FixesFor {
  return ({ text }) => {
    const first = keys[0]?.entry.key.start ?? 0;
    const spaces = indentationOf(text);
    let from = lineAt(text, first).start;
    const edits = keys.flatMap(({ entry, depth }) => {
      const starts = linesWithin(text, from, contentEnd(text, entry));
      from = lineAfter(text, starts.at(-1) ?? from);
      return starts.map((start): Edit => {
        const isBelowDash = isItem && start > first;
        const newText = ' '.repeat(depth * spaces + (isBelowDash ? 2 : 0));
        return { start, end: start, newText };
      });
    });
    if (isItem) edits.push({ start: first, end: first, newText: '- ' });
    return [
      {
        title: `Indent under \`${keyName(holder.key)}\``,
        edits: edits.sort((a, b) => a.start - b.start),
        isSafe: false,
        isPreferred: true,
      },
    ];
  };
}

/** Where the lines between two offsets begin that are not blank. */
function linesWithin(text: string, from: number, end: number): number[] {
  const starts: number[] = [];
  for (let start = from; start < end; start = lineAfter(text, start))
    if (lineAt(text, start).text.trim() !== '') starts.push(start);
  return starts;
}

function lineAfter(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}
