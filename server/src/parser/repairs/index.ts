import type { SpecNode } from '../../ast/nodes';
import { applyEdits, offsetBefore } from '../../base/edit';
import { type Chunk, firstContent } from '../chunks';
import { type Composition, composeToLimit } from '../composeYaml';
import { oddSpace } from '../oddSpaces';
import { readSimpleYaml } from '../simpleYaml';
import type { Problem } from '../syntaxErrors';
import { blockDigit, blockHeaders } from './blockHeader';
import { blockIndentation, textBesideBlock } from './blockText';
import { otherBullets } from './bullets';
import { commentedKey } from './commentedKey';
import { htmlComments, slashComments } from './comments';
import { curlyQuotes, looksCurly } from './curlyQuotes';
import { deepFirstKey } from './deepFirstKey';
import { badEscapes } from './escapes';
import {
  extraBracket,
  extraComma,
  flowIndentation,
  holdsKeyOfMap,
  missingComma,
  textInFlow,
  unquotedTemplates,
  wrongBracket,
} from './flow';
import { foreignQuotes, foreignQuotesInFlow } from './foreignQuotes';
import { gluedInFlow, gluedValue, holdsGluedKey, looksGlued } from './gluedValue';
import { noValueYet, unclosedInside, unclosedQuote } from './halfTyped';
import { itemColumn } from './itemColumn';
import { keyBehindComma } from './keyBehindComma';
import { keyBesideDash } from './keyBesideDash';
import { keyBesideKey } from './keyBesideKey';
import { keyOn, linesOf } from './lines';
import { markdownKeys } from './markdownKeys';
import { outdentedLine } from './outdentedLine';
import { holdsCollectionAsText, itemsBelowText, textKeys, textWithoutBlock } from './prose';
import { quotedLines } from './quotes';
import { quotesInside } from './quotesInside';
import type { Cure, Repair } from './repair';
import { equalSigns, fullWidthColons, otherCommas } from './signs';
import { cutPlaceholders, extraColon, lostDollars } from './signsOfValues';
import { oddSpaces, tabIndentation } from './spaces';
import { strayDash } from './strayDash';
import { unclosedText } from './unclosedText';

/** What is looked for, the surest first. */
const repairs: Repair[] = [
  oddSpaces,
  tabIndentation,
  badEscapes,
  markdownKeys,
  curlyQuotes,
  fullWidthColons,
  equalSigns,
  otherCommas,
  slashComments,
  htmlComments,
  unquotedTemplates,
  otherBullets,
  gluedValue,
  lostDollars,
  gluedInFlow,
  blockHeaders,
  blockDigit,
  cutPlaceholders,
  extraColon,
  commentedKey,
  foreignQuotes,
  foreignQuotesInFlow,
  textBesideBlock,
  blockIndentation,
  quotedLines,
  unclosedText,
  itemColumn,
  deepFirstKey,
  keyBesideDash,
  outdentedLine,
  keyBehindComma,
  keyBesideKey,
  itemsBelowText,
  strayDash,
  quotesInside,
  unclosedQuote,
  noValueYet,
  unclosedInside,
  wrongBracket,
  missingComma,
  extraComma,
  extraBracket,
  flowIndentation,
  textInFlow,
  textWithoutBlock,
];

/** What is looked for in a long list whose items can't be told apart. */
const ofLists: Repair[] = [itemColumn, keyBesideDash, outdentedLine];

const signs = /\uff1a|<!--|\/\/|\/\*|: (?:[+-][|>]|[\u00a6\u2502\uff5c\uff1e]|'''\r?\n)/;

/** Whether a chunk that the YAML library takes as it is may be meant otherwise. */
export function looksMistaken(source: string, node: SpecNode | null): boolean {
  return (
    oddSpace.test(source) ||
    signs.test(source) ||
    looksGlued(source) ||
    holdsGluedKey(node) ||
    looksCurly(source, node) ||
    holdsCollectionAsText(node) ||
    holdsKeyOfMap(node)
  );
}

/** A chunk as it reads once its mistakes are cured, and the mistakes. */
export interface Repaired {
  node: SpecNode | null;
  problems: Problem[];
}

/** UTF-16 units of a chunk that is read again with each cure; longer ones are looked at entry by entry, where these can be told apart. */
const longest = 4_000;

/** UTF-16 units that are read to find one cure. */
const mostRead = 250_000;

/** Whether a chunk is one text or one value in brackets, which may be long. */
function isWhole(source: string): boolean {
  const { content } = firstContent(source);
  const [line] = linesOf(source.slice(Math.max(content, 0), content + 1_000));
  if (line === undefined) return false;
  const found = keyOn(line);
  return textKeys.has(found?.key) || /[[{]/.test(line.text.charAt(found?.value ?? 0));
}

/** Mistakes in one chunk that are cured one after the other. */
const mostMistakes = 5;

/**
 * Finds out what somebody meant by a chunk that the YAML library stumbles over or takes for something
 * else: the usual mistakes are cured, each cure is tried, and what is understood then stands where it is written.
 *
 * @returns undefined when the mistakes are no usual ones; offsets are those of the text that holds the chunk
 */
export function repair({ source, offset }: Chunk, read: Composition): Repaired | undefined {
  if (source.length > mostRead) return undefined;
  const looks = source.length <= longest || isWhole(source) ? repairs : ofLists;
  let text = source;
  let { node, errors } = read;
  let back = (at: number) => at;
  const problems: Problem[] = [];
  const halfTyped = new Set<number>();
  while (problems.length < mostMistakes) {
    const tried = firstCure(text, { node, errors }, looks);
    if (tried === undefined) break;
    const { cure, composition } = tried;
    const before = back;
    const span = ({ start, end }: { start: number; end: number }) => ({
      start: offset + before(start),
      end: offset + before(end),
    });
    const { code, message, title, isGuess = false } = cure;
    const edits = cure.edits.map((edit) => ({ ...edit, ...span(edit) }));
    const problem = { code, message, ...span(cure) };
    if (cure.isHalfTyped) halfTyped.add(problem.start);
    problems.push(isGuess ? { ...problem, isGuess } : { ...problem, cure: { title, edits } });
    const undo = offsetBefore(cure.edits);
    back = (at) => before(undo(at));
    text = applyEdits(text, cure.edits);
    ({ node, errors } = composition);
  }
  if (problems.length === 0 || errors.length > 0 || holdsAlias(node)) return undefined;
  const place = node && positioned(node, (at) => offset + back(at));
  return { node: place && withoutValues(place, halfTyped), problems };
}

/** @param keys where those begin that have no value yet */
function withoutValues(node: SpecNode, keys: ReadonlySet<number>): SpecNode {
  const below = (one: SpecNode | null) => one && withoutValues(one, keys);
  if (keys.size === 0 || node.kind === 'scalar' || node.kind === 'alias') return node;
  if (node.kind === 'sequence') return { ...node, items: node.items.map(below) };
  const entries = node.entries.map((entry) => {
    const isHalfTyped = keys.has(entry.key.start) || keys.has(entry.value?.start ?? -1);
    return {
      ...entry,
      value: isHalfTyped ? null : below(entry.value),
      broken: isHalfTyped || entry.broken,
    };
  });
  return { ...node, entries };
}

/** The first cure after which the library comes further than before, and what it reads then. */
function firstCure(
  source: string,
  { node, errors }: Composition,
  looks: readonly Repair[],
): { cure: Cure; composition: Composition } | undefined {
  const [error] = errors;
  let left = mostRead;
  for (const look of looks) {
    for (const cure of look({ source, error, node })) {
      left -= source.length;
      if (left < 0) return undefined;
      const composition = readCured(applyEdits(source, cure.edits));
      const [next] = composition.errors;
      const isFurther =
        next === undefined ||
        (error !== undefined && offsetBefore(cure.edits)(next.pos[0]) > error.pos[0]);
      if (isFurther) return { cure, composition };
    }
  }
  return undefined;
}

function readCured(source: string): Composition {
  const node = readSimpleYaml({ source, offset: 0 });
  return node === undefined
    ? composeToLimit({ source, offset: 0 }, new Map())
    : { node, errors: [] };
}

/** A tree with its offsets led to where its text stands. */
function positioned(node: SpecNode, to: (offset: number) => number): SpecNode {
  const at = <T extends { start: number; end: number }>(one: T): T => ({
    ...one,
    start: to(one.start),
    // What was taken out behind it is no part of it.
    end: one.end > one.start ? Math.min(to(one.end - 1) + 1, to(one.end)) : to(one.end),
  });
  if (node.kind === 'map') {
    const entries = node.entries.map((entry) => ({
      ...entry,
      key: at(entry.key),
      value: entry.value && positioned(entry.value, to),
    }));
    return { ...at(node), entries };
  }
  if (node.kind === 'sequence') {
    return { ...at(node), items: node.items.map((item) => item && positioned(item, to)) };
  }
  return at(node);
}

/** What an alias stands for is only known where the whole text is read. */
function holdsAlias(node: SpecNode | null): boolean {
  if (node === null || node.kind === 'scalar') return false;
  if (node.kind === 'alias') return true;
  const below =
    node.kind === 'map'
      ? node.entries.flatMap(({ keyAlias = null, value }) => [keyAlias, value])
      : node.items;
  return below.some(holdsAlias);
}
