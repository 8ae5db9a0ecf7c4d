import { closest, distance } from 'fastest-levenshtein';
import type { Path, SpecNode } from '../ast/nodes';
import type { Schema } from '../schema/descriptions';

/** What a node is, in words that follow "not". */
export function nodeInWords(node: SpecNode | null): string {
  if (node === null) return 'nothing';
  if (node.kind === 'map') return 'a map';
  if (node.kind === 'sequence') return 'a list';
  if (node.kind === 'alias') return 'an alias';
  if (node.value === null) return 'null';
  if (typeof node.value === 'boolean') return `\`${node.value}\``;
  return typeof node.value === 'string' ? 'text' : 'a number';
}

/** A list in backticks, cut to what fits in a line. */
export function quoteList(words: readonly string[], most = 8): string {
  const shown = words.slice(0, most).map((word) => `\`${word}\``);
  return words.length > most ? `${shown.join(', ')}, …` : shown.join(', ');
}

/** Of the letters of a name so many may differ. */
const share = 0.34;

/** The name of a list that was probably meant by `written`; undefined when none is near. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const plain = written.toLowerCase().replaceAll('-', '_');
  const begun = plain.length < 3 ? [] : names.filter((name) => name.startsWith(plain));
  if (begun.length === 1) return begun[0];
  const near = closest(plain, [...names]);
  const allowed = Math.max(1, Math.floor(Math.max(plain.length, near.length) * share));
  const isNear = distance(plain, near.toLowerCase()) <= allowed || hasLettersOf(plain, near);
  return isNear && !isOpposite(plain, near) ? near : undefined;
}

/** Whether letters have only changed places: `nmae`. */
function hasLettersOf(one: string, other: string): boolean {
  const sorted = (word: string) => [...word].sort().join('');
  return sorted(one) === sorted(other);
}

/** Whether one says the reverse of the other, which is no mistake in writing. */
function isOpposite(one: string, other: string): boolean {
  return /^out/.test(one) !== /^out/.test(other) && /^(?:in|out)/.test(other);
}

/** The first sentence of a description, without its full stop. */
export function firstSentence(description: string | undefined): string {
  return (description ?? '').split(/\.(?:\s|$)/)[0] ?? '';
}

/** The key a path ends with, in backticks; items of a list go by the list's key. */
export function subjectName(path: Path): string {
  const key = path.findLast((step) => typeof step === 'string');
  if (key === undefined) return 'A spec';
  return typeof path.at(-1) === 'number' ? `This item of \`${key}\`` : `\`${key}\``;
}

/** That another key asks for the one at a path, as a message; undefined when none does. */
export function neededBy(path: Path, schema: Schema | undefined): string | undefined {
  const needing = schema?.['x-neededBy'];
  const meaning = lowerFirst(firstSentence(schema?.description));
  return needing && `\`${needing}\` needs ${subjectName(path)}: ${meaning}.`;
}

/** Names stay as they are; sentences begin small behind a colon. */
export function lowerFirst(sentence: string): string {
  return /^(A|An|The|What|Where|Which|Whether|How|Who|Each|One|Your|Its?|From|User|Settings) /.test(
    sentence,
  )
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}
