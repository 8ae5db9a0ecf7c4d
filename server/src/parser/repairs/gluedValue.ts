import { firstContent } from '../chunks';
import type { Repair } from './repair';

/** A key with its colon, behind which a text of several lines, a map or a list begins without white space. */
const glued = /^(?:- +)*([a-z_]\w*):(?:[|>][+-]?[1-9]?[ \t]*(?:\r?\n|$)|[{[])/;

/** Whether a chunk begins so, which YAML takes for text or for a longer key. */
export function looksGlued(source: string): boolean {
  return keyIn(source) !== undefined;
}

/** `description:|` and `telephony:{inbound: true}` */
export const gluedValue: Repair = function* ({ source }) {
  const key = keyIn(source);
  if (key === undefined) return;
  const end = key.start + key.name.length + 1;
  yield {
    start: key.start,
    end,
    code: 'missing-colon',
    message: `A key needs a colon and a space after it: write \`${key.name}: …\`.`,
    title: 'Add a space',
    edits: [{ start: end, end, newText: ' ' }],
  };
};

function keyIn(source: string): { name: string; start: number } | undefined {
  const { content } = firstContent(source);
  const found = content < 0 ? null : glued.exec(source.slice(content, content + 200));
  const [, name] = found ?? [];
  return name === undefined
    ? undefined
    : { name, start: content + (found?.[0].indexOf(`${name}:`) ?? 0) };
}
