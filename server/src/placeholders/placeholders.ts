import type { Placeholder } from '../../../shared/src/messages';
import type { Path, SpecNode } from '../ast/nodes';
import { composed } from '../schema/generated/schemas';

/** Keys at the root below which only a whole value is a placeholder. */
const literalKeys = new Set<string | number>(
  Object.entries(composed.agent.properties ?? {}).flatMap(([key, schema]) =>
    schema['x-literal'] ? key : [],
  ),
);

const wholeFile = /^\$\{file:([^{}]+)\}$/;
const escapedFile = /\$(\$\{file:[^{}]*\})/g;
const inside = /\$(\$)\{|\$\{(env|secret):([^{}]+)\}/g;

/**
 * Takes a string of the spec apart.
 * @param path where it stands, which decides what counts as a placeholder
 * @returns literal texts (with `$${` read as `${`) and placeholders in order; one literal when it
 *   holds none. White space around a file that is the whole value is not sent.
 */
export function templatePartsOf(text: string, path: Path): (string | Placeholder)[] {
  const file = wholeFile.exec(text.trim())?.[1]?.trim();
  if (file) return [{ kind: 'file', name: file }];
  if (literalKeys.has(path[0] ?? '')) return [text.replaceAll(escapedFile, '$1')];
  return partsInside(text);
}

function partsInside(text: string): (string | Placeholder)[] {
  const parts: (string | Placeholder)[] = [];
  let literal = '';
  let end = 0;
  const close = () => {
    if (literal !== '') parts.push(literal);
    literal = '';
  };
  for (const { 0: written, 1: escaped, 2: kind, 3: name = '', index } of text.matchAll(inside)) {
    literal += text.slice(end, index);
    end = index + written.length;
    if (escaped === undefined) {
      close();
      parts.push({ kind: kind === 'env' ? 'env' : 'secret', name: name.trim() });
    } else {
      literal += '${';
    }
  }
  literal += text.slice(end);
  close();
  return parts.length > 0 ? parts : [''];
}

/** Whether a placeholder of a kind counts at a place. */
export function takesPlaceholder(path: Path, kind: 'env' | 'secret' | 'file'): boolean {
  return kind === 'file' || !literalKeys.has(path[0] ?? '');
}

/** Whether a value is only known when it is sent, so that nothing can be said about it now. */
export function hasPlaceholder(node: SpecNode | null, path: Path): boolean {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return false;
  return templatePartsOf(node.value, path).some((part) => typeof part !== 'string');
}
