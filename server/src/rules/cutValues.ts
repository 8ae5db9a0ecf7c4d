import {
  type Entry,
  keyName,
  type MapNode,
  type Path,
  type ScalarNode,
  type Span,
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

/** What is said of cut values in a map at a path; where the keys are known, what follows the comma is an unknown one. */
export function* cutValueFindings(
  { text, choice }: SpecDocument,
  cut: readonly CutValue[],
  path: Path,
): Iterable<Finding> {
  if (cut.length > 0 && schemaAt(path, choice)?.properties !== undefined) return;
  for (const { start, end, key } of cut) {
    const written = text.slice(start, end);
    yield {
      start,
      end,
      path,
      severity: 'warning',
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
