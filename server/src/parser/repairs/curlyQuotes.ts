import type { Entry, SpecNode } from '../../ast/nodes';
import type { Edit } from '../../base/edit';
import { firstContent } from '../chunks';
import { allAtOnce, type Repair } from './repair';

/** A key or value of JSON between quotes of a word processor. */
const curly =
  /(?<=[{[,:]\s{0,40})[\u201c\u201e][^\u201c\u201d\u201e\n]*[\u201c\u201d](?=\s{0,40}[,:}\]])/g;

const opening = /[\u201c\u201e]/;

const inBraces = /^(?:- +)?(?:[\w-]+:[ \t]+)?[[{]/;

/** `{“name”: “a”}`: all of them are one habit. */
export const curlyQuotes: Repair = function* ({ source }) {
  const { content } = firstContent(source);
  if (!opening.test(source) || !inBraces.test(source.slice(content, content + 200))) return;
  const edits = [...source.matchAll(curly)].map(
    ({ 0: written, index }): Edit => ({
      start: index,
      end: index + written.length,
      newText: JSON.stringify(written.slice(1, -1)),
    }),
  );
  yield* allAtOnce(edits, {
    code: 'curly-quotes',
    message: 'YAML takes these quotes as text: write `"`.',
    title: 'Write `"`',
  });
};

/** Whether a key between braces has such quotes, which few chunks have anywhere. */
export function looksCurly(source: string, node: SpecNode | null): boolean {
  return opening.test(source) && holdsCurlyKey(node);
}

function holdsCurlyKey(node: SpecNode | null): boolean {
  if (node?.kind === 'sequence') return node.items.some(holdsCurlyKey);
  if (node?.kind !== 'map') return false;
  const isCurly = ({ key }: Entry) => node.flow && String(key.value).search(opening) === 0;
  return node.entries.some((entry) => isCurly(entry) || holdsCurlyKey(entry.value));
}
