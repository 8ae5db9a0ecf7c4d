import type { Placeholder } from '../../../shared/src/messages';
import type { Path, SpecNode } from '../ast/nodes';

/** Prompts and mock data are full of `${…}` with other meanings: here only a whole value counts. */
const literalKeys = new Set<string | number>([
  'name',
  'description',
  'mock_tools',
  'dynamic_variables',
]);

const wholeFile = /^\$\{file:([^{}]+)\}$/;
const inside = /\$(\$)\{|\$\{(env|secret):([^{}]+)\}/g;

/**
 * Takes a string of the spec apart.
 * @param path where it stands, which decides what counts as a placeholder
 * @returns literal texts (with `$${` read as `${`) and placeholders in order; one literal when it
 *   holds none
 */
export function partsOf(text: string, path: Path): (string | Placeholder)[] {
  const file = wholeFile.exec(text)?.[1];
  if (file !== undefined) return [{ kind: 'file', name: file.trim() }];
  if (literalKeys.has(path[0] ?? '')) {
    return [wholeFile.test(text.slice(1)) && text.startsWith('$$') ? text.slice(1) : text];
  }
  const parts: (string | Placeholder)[] = [];
  let literal = '';
  let end = 0;
  for (const match of text.matchAll(inside)) {
    literal += text.slice(end, match.index);
    end = match.index + match[0].length;
    const [, escaped, kind, name] = match;
    if (escaped !== undefined) {
      literal += '${';
    } else {
      if (literal !== '') parts.push(literal);
      literal = '';
      parts.push({ kind: kind === 'env' ? 'env' : 'secret', name: (name ?? '').trim() });
    }
  }
  literal += text.slice(end);
  return literal === '' && parts.length > 0 ? parts : [...parts, literal];
}

/** Whether a placeholder of a kind counts at a place. */
export function takesPlaceholder(path: Path, kind: 'env' | 'secret' | 'file'): boolean {
  return kind === 'file' || !literalKeys.has(path[0] ?? '');
}

/** Whether a value is only known when it is sent, so that nothing can be said about it now. */
export function hasPlaceholder(node: SpecNode | null, path: Path): boolean {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return false;
  return partsOf(node.value, path).some((part) => typeof part !== 'string');
}
