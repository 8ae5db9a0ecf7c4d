import {
  type Entry,
  keyName,
  type MapNode,
  nodeAt,
  type Path,
  type ScalarNode,
  type Span,
  type SpecNode,
} from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { replaceWith } from '../fixes/replace';
import { schemaAt } from '../schema/lookup';
import type { Finding } from './finding';
import { subjectName } from './messageText';

/** A value between braces that a comma ends early. */
interface CutValue extends Span {
  key: ScalarNode;
  /** What follows the comma: to YAML, keys without values. */
  rest: readonly Entry[];
}

/** `{price: 1,000}` and `{says: Hello, Mia}`: plain values, and behind them words without a colon. */
export function cutValuesIn({ text }: SpecDocument, { flow, entries }: MapNode): CutValue[] {
  const found: CutValue[] = [];
  for (let at = 0; flow && at < entries.length; ) {
    const entry = entries[at];
    let end = at + 1;
    while (isWord(text, entries[end])) end += 1;
    const rest = entries.slice(at + 1, end);
    const last = rest.at(-1);
    if (entry?.value?.kind === 'scalar' && entry.value.style === 'plain' && last !== undefined)
      found.push({ start: entry.value.start, end: last.key.end, key: entry.key, rest });
    at = end;
  }
  return found;
}

/** Whether an entry is a key without quotes and without a colon. */
function isWord(text: string, entry: Entry | undefined): boolean {
  if (entry === undefined || entry.broken || entry.value !== null) return false;
  const { style, end } = entry.key;
  return style === 'plain' && !/^\s*:/.test(text.slice(end, end + 100));
}

/** Whether an entry, which is none of its map's keys, stands behind a comma that cuts a value: `{password: p@ss,word}`. */
export function isCutOff(document: SpecDocument, map: SpecNode | null, entry: Entry): boolean {
  if (map?.kind !== 'map') return false;
  return cutValuesIn(document, map).some(
    (cut) => cut.rest.includes(entry) && isOneWord(document, cut),
  );
}

/** Where the keys are known, what follows the comma and white space is one that is unknown, or has just been begun. */
function isOneWord({ text }: SpecDocument, { start, end }: Span): boolean {
  return !/\s/.test(text.slice(start, end));
}

/** Where a value of a path ends, with what a comma between braces cuts off. */
export function wholeValueEnd(document: SpecDocument, path: Path, { start, end }: Span): number {
  const map = nodeAt(document.root, path.slice(0, -1));
  const cut = map?.kind === 'map' ? cutValuesIn(document, map) : [];
  const whole = cut.find((one) => one.start === start && isOneWord(document, one));
  return whole?.end ?? end;
}

/** What is said of cut values in a map at a path. */
export function* cutValueFindings(
  document: SpecDocument,
  cut: readonly CutValue[],
  path: Path,
): Iterable<Finding> {
  const { text, choice } = document;
  const properties = cut.length > 0 ? schemaAt(path, choice)?.properties : undefined;
  for (const { start, end, key, rest } of cut) {
    if (properties !== undefined) {
      const isKnown = rest.some((entry) => Object.hasOwn(properties, keyName(entry.key)));
      if (isKnown || !isOneWord(document, { start, end })) continue;
    }
    const written = text.slice(start, end);
    yield {
      start,
      end,
      path,
      severity: properties === undefined ? 'warning' : 'error',
      code: 'cut-text',
      message: `${subjectName([...path, keyName(key)])} ends at the comma: between braces, put a value with a comma in quotes.`,
      fixes: written.includes('\n')
        ? undefined
        : replaceWith(JSON.stringify(written), {
            isGuess: true,
            title: 'Put the whole value in quotes',
          }),
    };
  }
}

/** `[1,000, 2]`: the number that commas without spaces cut, where its first group that begins with a zero stands. */
export function cutNumber({ text }: SpecDocument, { start, end }: Span): Span | undefined {
  if (!/^0\d\d(?:\.\d*)?$/.test(text.slice(start, end))) return undefined;
  const before = /(?<=[[,\s])[+-]?\d{1,3}(?:,\d{3}){0,9},$/.exec(
    text.slice(Math.max(0, start - 50), start),
  );
  const after = /^(?:,\d{3})*(?:\.\d+)?(?![\w.])/.exec(text.slice(end, end + 50));
  if (before === null || after === null) return undefined;
  return { start: start - before[0].length, end: end + after[0].length };
}

/** What is said of such a number. */
export function cutNumberFinding(
  { text }: SpecDocument,
  { start, end }: Span,
  path: Path,
): Finding {
  const written = text.slice(start, end);
  return {
    start,
    end,
    path,
    severity: 'warning',
    code: 'cut-text',
    message: `YAML reads \`${written}\` as more than one number: between brackets, put a value with a comma in quotes.`,
    fixes: replaceWith(JSON.stringify(written), {
      isGuess: true,
      title: 'Put the whole value in quotes',
    }),
  };
}
