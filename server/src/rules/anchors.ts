import type { Anchor, ScalarNode } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { symbolsOf } from '../document/symbols';
import { replaceWith } from '../fixes/replace';
import { mayBeSecret } from '../placeholders/secretPlaces';
import type { Schema } from '../schema/descriptions';
import { typesOf } from '../schema/lookup';
import type { Rule } from './finding';
import { visit } from './visit';

/** Text without quotes that begins with `&`: to YAML its first word names the rest, and isn't part of it. */
export const anchorRule: Rule = function* (document) {
  for (const { node, path, schema } of visit(document)) {
    if (node?.kind !== 'scalar' || node.style !== 'plain' || node.anchor === undefined) continue;
    const start = typesOf(schema).includes('string')
      ? cutByAnchor(document, node, schema)
      : undefined;
    if (start === undefined) continue;
    const written = document.text.slice(start, node.end);
    const name = mayBeSecret(path, document.choice) ? 'This' : `\`&${node.anchor.name}\``;
    yield {
      start,
      end: node.end,
      path,
      severity: 'information',
      code: 'unused-anchor',
      message: `${name} is a YAML anchor that nothing uses, so it isn't sent: if it is part of the text, put the whole text in quotes.`,
      fixes: written.includes('\n')
        ? undefined
        : replaceWith(JSON.stringify(written), {
            isGuess: true,
            title: 'Put the whole text in quotes',
          }),
    };
  }
};

/**
 * Where a text begins whose first word YAML takes for an anchor; undefined where it has none. Before one word, an ordinary name
 * may be meant as an anchor.
 */
export function cutByAnchor(
  document: SpecDocument,
  { value, anchor, style }: ScalarNode,
  schema: Schema,
): number | undefined {
  if (style !== 'plain' || anchor === undefined || isUsed(document, anchor)) return undefined;
  const isProse = schema['x-prose'] === true || /\s/.test(String(value));
  return isProse || /[^\w-]/.test(anchor.name) ? anchor.start - 1 : undefined;
}

/** Whether an alias stands for what has an anchor. */
export function isUsed(document: SpecDocument, anchor: Anchor): boolean {
  return symbolsOf(document).some(
    ({ kind, declarations, uses }) =>
      kind === 'anchor' && uses.length > 0 && declarations[0]?.start === anchor.start,
  );
}
