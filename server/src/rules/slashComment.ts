import type { SpecNode } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { cureYaml } from '../fixes/cureYaml';
import type { Explained } from './schemaErrorSubject';

/** A value with a comment as in JavaScript, which YAML takes for a part of it. */
interface Commented {
  value: string;
  /** With its signs. */
  comment: string;
}

/**
 * What to say of a value with such a comment beside it; undefined where there is none.
 * @param fits whether the value without the comment is right: else the signs may be a part of it
 */
export function explainSlashComment(
  { text }: SpecDocument,
  node: SpecNode | null,
  fits: (value: string) => boolean,
): Explained | undefined {
  if (node?.kind !== 'scalar' || node.style !== 'plain') return undefined;
  const { start, end } = node;
  const written = text.slice(start, end);
  const found = written.includes('\n') ? undefined : (before(written) ?? behind(written));
  if (found === undefined || !fits(found.value)) return undefined;
  const { value, comment } = found;
  const at = start + written.indexOf(comment);
  const newText = `${value} # ${comment
    .replace(/^\/[/*]+/, '')
    .replace(/\*\/$/, '')
    .trim()}`;
  return {
    code: 'slash-comment',
    message: `YAML comments start with \`#\`: write \`#\` instead of \`${comment.slice(0, 2)}\`.`,
    start: at,
    end: at + 2,
    fixes: cureYaml({ title: 'Change to `#`', edits: [{ start, end, newText }] }),
  };
}

function before(written: string): Commented | undefined {
  const close = written.startsWith('/*') ? written.indexOf('*/', 2) + 2 : 0;
  return close < 4
    ? undefined
    : { value: written.slice(close).trim(), comment: written.slice(0, close) };
}

function behind(written: string): Commented | undefined {
  const at = written.search(/\s\/[/*]/) + 1;
  const comment = written.slice(at);
  return at === 0 || (comment.startsWith('/*') && !comment.endsWith('*/'))
    ? undefined
    : { value: written.slice(0, at).trim(), comment };
}
