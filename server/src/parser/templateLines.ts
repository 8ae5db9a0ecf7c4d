import type { Span } from '../ast/nodes';
import { type Around, blank, keyAnywhere } from './around';

/** A line in the margin that steers a template of Jinja, Liquid or Helm, or is a comment of it. */
const tag =
  /^(?:\{%.*%\}|\{#.*#\}|\{\{-? *(?:\/\*|if |else|end|range |with |define |include |template |block ).*\}\})$/;

/**
 * Blanks the lines of a template between those of a spec, so that the rest is read as it stands. In a prompt they are text. Offsets
 * stay as they are.
 */
export function withoutTemplateLines(text: string): Around {
  const lines = /^\{[%#{]/m.test(text) ? tagLinesIn(text) : [];
  const [first] = lines;
  if (first === undefined) return { text, problems: [] };
  return {
    text: blank(text, lines),
    problems: [
      {
        ...first,
        code: 'template-line',
        message:
          "A spec can't contain template lines: fill in the template first, then check the result.",
      },
    ],
  };
}

/** None where one of them stands among sentences. */
function tagLinesIn(text: string): Span[] {
  const found: Span[] = [];
  let isAmongKeys = true;
  let isBehindTag = false;
  for (const { 0: written, index: start } of text.matchAll(/[^\n]+/g)) {
    const line = written.trimEnd();
    if (line === '') continue;
    if (tag.test(line)) {
      if (!isAmongKeys) return [];
      found.push({ start, end: start + line.length });
      isBehindTag = true;
      continue;
    }
    const isKey = keyAnywhere.test(line) && /^\S/.test(line);
    if (isBehindTag && !isKey) return [];
    isBehindTag = false;
    isAmongKeys = isKey || /^\s/.test(line);
  }
  return found;
}
