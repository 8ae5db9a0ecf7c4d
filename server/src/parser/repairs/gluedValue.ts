import { firstContent } from '../chunks';
import { colonMissing } from '../syntaxErrors';
import { linesOf } from './lines';
import type { Cure, Repair } from './repair';
import { linesBelowTextKeys } from './signs';

/** A key with its colon, behind which a text of several lines, a map or a list begins without white space. */
const glued = /^(?:- +)*([a-z_]\w*):(?:[|>][+-]?[1-9]?[ \t]*(?:\r?\n|$)|[{[])/;

/** Whether a chunk begins so, which YAML takes for text or for a longer key. */
export function looksGlued(source: string): boolean {
  return cureAt(source, firstContent(source).content) !== undefined;
}

/** `description:|` and `telephony:{inbound: true}` */
export const gluedValue: Repair = function* ({ source, error }) {
  const { content } = firstContent(source);
  const first = cureAt(source, content);
  if (first !== undefined) yield first;
  // What YAML takes as it is may be text.
  if (error === undefined) return;
  const lines = linesOf(source);
  const inText = linesBelowTextKeys(lines);
  for (const line of lines) {
    const start = line.start + line.indent;
    const cure = line.isText || inText.has(line) ? undefined : cureAt(source, start);
    if (cure !== undefined && start !== content) yield cure;
  }
};

function cureAt(source: string, at: number): Cure | undefined {
  const [written, name] = (at < 0 ? null : glued.exec(source.slice(at, at + 200))) ?? [];
  if (written === undefined || name === undefined) return undefined;
  const start = at + written.indexOf(`${name}:`);
  const end = start + name.length + 1;
  return {
    start,
    end,
    ...colonMissing(name),
    title: 'Add a space',
    edits: [{ start: end, end, newText: ' ' }],
  };
}
