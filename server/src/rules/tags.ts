import type { ScalarNode, Span, SpecNode } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import type { FixesFor } from '../fixes/fix';
import { replaceWith } from '../fixes/replace';
import { takesPlaceholder } from '../placeholders/placeholders';
import { mayBeSecret } from '../placeholders/secretPlaces';
import type { Rule } from './finding';
import { type Written, writtenValues } from './written';

const ofYaml = 'tag:yaml.org,2002:';
/** The tags that YAML has. */
const ofYamlItself =
  /^!!(?:str|int|float|bool|null|map|seq|binary|timestamp|omap|set|pairs|merge|value)$/;
/** Tags of what JSON has as well, by name, with what they stand before. */
const known: Record<string, (value: ScalarNode['value'] | undefined) => boolean> = {
  str: (value) => typeof value === 'string',
  int: Number.isInteger,
  float: (value) => typeof value === 'number' && !Number.isInteger(value),
  bool: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  map: (value) => value === undefined,
  seq: (value) => value === undefined,
};

/** Whether a value has a tag that is not sent: nothing is known of it. */
export function hasForeignTag(node: SpecNode | null): boolean {
  return (
    node !== null && node.kind !== 'alias' && node.tag !== undefined && !isKnown(node, node.tag)
  );
}

function isKnown(node: SpecNode, tag: string): boolean {
  // Before a plain text it may be meant as text.
  if (tag === '!') return node.kind !== 'scalar' || node.style !== 'plain';
  const name = tag.replace(ofYaml, '');
  const fits = Object.hasOwn(known, name) ? known[name] : undefined;
  return fits?.(node.kind === 'scalar' ? node.value : undefined) === true;
}

/** Tags of other tools, and of YAML for what JSON does not have: none of them is sent. */
export const tagRule: Rule = function* (document) {
  for (const written of writtenValues(document)) {
    const { node, path } = written;
    if (node.kind === 'alias' || node.tag === undefined || !hasForeignTag(node)) continue;
    const name = node.tag.replace(ofYaml, '!!');
    const span = spanOfTag(document, node, name);
    const meant = placeholderFor(written, name);
    const instead =
      meant === undefined ? 'put the value in quotes, or remove the tag' : `write \`${meant}\``;
    // A password may begin with `!`.
    const isShown =
      meant !== undefined || ofYamlItself.test(name) || !mayBeSecret(path, document.choice);
    const subject = isShown ? `The tag \`${name}\`` : 'This tag';
    yield {
      start: span.start,
      end: Math.max(span.end, node.kind === 'scalar' ? node.end : span.end),
      path,
      severity: 'error',
      code: 'unknown-tag',
      message: `${subject} has no effect here and isn't sent: ${instead}.`,
      fixes: fixFor(document, written, span, meant),
    };
  }
};

/** Between a tag and its node stand only white space, an anchor and comments. */
function spanOfTag({ text }: SpecDocument, node: SpecNode, name: string): Span {
  const start = text.lastIndexOf(name, node.start);
  return start < 0 ? { start: node.start, end: node.end } : { start, end: start + name.length };
}

/** Tags that stand for placeholders, in lower case. */
const placeholders: Record<string, 'env' | 'secret' | 'file'> = {
  ...{ '!env': 'env', '!env_var': 'env', '!environ': 'env', '!envvar': 'env' },
  ...{ '!secret': 'secret', '!include': 'file', '!file': 'file' },
};

function placeholderFor({ node, path }: Written, tag: string): string | undefined {
  const name = tag.toLowerCase();
  const kind = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
  if (kind === undefined || node.kind !== 'scalar' || !takesPlaceholder(path, kind))
    return undefined;
  return /^[\w./-]+$/.test(String(node.value)) ? `\${${kind}:${node.value}}` : undefined;
}

function fixFor(
  { text }: SpecDocument,
  { node, inFlow }: Written,
  tag: Span,
  meant: string | undefined,
): FixesFor | undefined {
  if (meant !== undefined)
    return replaceWith(inFlow ? JSON.stringify(meant) : meant, { isGuess: true });
  if (node.kind !== 'scalar' || node.style === 'block') return undefined;
  const isTagOfYaml = text.startsWith('!!', tag.start);
  const isPlain = node.style === 'plain';
  const kept = text.slice(isPlain && !isTagOfYaml ? tag.start : node.start, node.end);
  if (kept.includes('\n')) return undefined;
  return isPlain
    ? replaceWith(JSON.stringify(kept), { isGuess: true, title: 'Put it in quotes' })
    : replaceWith(kept, { isGuess: true, title: 'Remove the tag' });
}
