import { explain } from '../syntaxErrors';
import { endOfQuote } from './brackets';
import { linesOf } from './lines';
import type { Repair } from './repair';

/** An escape between double quotes; a group of those that YAML doesn't have. */
const escapes =
  /\\(?:[0abt\tnvfre "/\\N_LP\r\n]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|(.))/g;

/** What nobody writes who means each backslash as it is: an escaped quote or backslash, and a line break before a new sentence. */
const escaped = /^\\(?:["\\\r\n]|[nrt](?![a-z]))/;

/** `"C:\docs\new.md"` and `"\d+"`: backslashes between double quotes that stand for themselves. */
export const badEscapes: Repair = function* ({ source, error }) {
  if (error?.code !== 'BAD_DQ_ESCAPE') return;
  const open = openingQuote(source, error.pos[0]);
  const end = open === undefined ? undefined : endOfQuote(source, open);
  if (open === undefined || end === undefined) return;
  const found = [...source.slice(open, end).matchAll(escapes)];
  const bad = found.filter((one) => one[1] !== undefined);
  const [first] = bad;
  if (first === undefined) return;
  const isEscaped = ({ index }: RegExpExecArray) =>
    escaped.test(source.slice(open + index, open + index + 3));
  const doubled = found.some((one) => one[1] === undefined && isEscaped(one)) ? bad : found;
  const start = open + first.index;
  yield {
    start,
    end: start + first[0].length,
    ...explain(error, undefined),
    title: bad.length > 1 ? 'Fix the escapes' : 'Fix the escape',
    edits: doubled.map(({ index }) => ({
      start: open + index,
      end: open + index,
      newText: '\\',
    })),
  };
};

/** What may open a quoted text, with the sign before it. */
const opening = /(?:^|[\s:,[{-])(?=["'])/g;

/** The double quote that opens the text around an offset. */
function openingQuote(source: string, offset: number): number | undefined {
  const quotes = linesOf(source)
    .filter(({ isText }) => !isText)
    .flatMap(({ start, text }) =>
      [...text.matchAll(opening)].map(({ index, 0: before }) => start + index + before.length),
    );
  let end = 0;
  for (const open of quotes) {
    if (open < end) continue;
    end = endOfQuote(source, open) ?? source.length;
    if (offset < end) return open < offset && source.charAt(open) === '"' ? open : undefined;
  }
  return undefined;
}
