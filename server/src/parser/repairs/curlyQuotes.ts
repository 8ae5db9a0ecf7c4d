import type { SpecNode } from '../../ast/nodes';
import type { Edit } from '../../base/edit';
import { firstContent } from '../chunks';
import type { Repair } from './repair';

/** A key or value of JSON between quotes of a word processor. */
const curly =
  /(?<=[{[,:]\s{0,40})[\u201c\u201e][^\u201c\u201d\u201e\n]*[\u201c\u201d](?=\s{0,40}[,:}\]])/g;

const inBraces = /^(?:- +)?(?:[\w-]+:[ \t]+)?[[{]/;

/** `{“name”: “a”}`: all of them are one habit. */
export const curlyQuotes: Repair = function* ({ source }) {
  const { content } = firstContent(source);
  if (!/[\u201c\u201e]/.test(source) || !inBraces.test(source.slice(content, content + 200)))
    return;
  const edits = [...source.matchAll(curly)].map(
    ({ 0: written, index }): Edit => ({
      start: index,
      end: index + written.length,
      newText: JSON.stringify(written.slice(1, -1)),
    }),
  );
  const [first] = edits;
  if (first === undefined) return;
  yield {
    start: first.start,
    end: first.end,
    code: 'curly-quotes',
    message: 'YAML takes these quotes as text: write `"`.',
    title: 'Write `"`',
    edits,
  };
};

/** Whether a key between braces has such quotes. */
export function holdsCurlyKey(node: SpecNode | null): boolean {
  if (node?.kind === 'sequence') return node.items.some(holdsCurlyKey);
  return (
    node?.kind === 'map' &&
    node.entries.some(
      ({ key, value }) =>
        (node.flow && /^[\u201c\u201e]/.test(String(key.value))) || holdsCurlyKey(value),
    )
  );
}
