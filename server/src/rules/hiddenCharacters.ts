import type { Path, Span } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import type { FixesFor } from '../fixes/fix';
import { takesPlaceholder } from '../placeholders/placeholders';
import type { Schema } from '../schema/descriptions';
import { typesOf } from '../schema/lookup';
import type { Rule } from './finding';
import { fitsFormat } from './formats';
import { subjectName } from './messageText';
import { visit } from './visit';

/** What nobody sees, and what turns the text around it: it comes along with what is copied from contacts, chats and documents. */
const hidden = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Ids, keys and addresses with characters that nobody sees; names and prompts may need them. */
export const hiddenCharacterRule: Rule = function* (document) {
  for (const { node, path, schema } of visit(document)) {
    if (node?.kind !== 'scalar' || !isPlainLine(schema, path)) continue;
    // What is written as an escape is meant.
    const [first, another] = sourceOf(document, node).match(hidden) ?? [];
    if (first === undefined || !fitsFormat(schema.format, String(node.value))) continue;
    const code = first.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const [what, them] =
      another === undefined ? ['an invisible character', 'it'] : ['invisible characters', 'them'];
    yield {
      start: node.start,
      end: node.end,
      path,
      severity: 'warning',
      code: 'hidden-character',
      message: `${subjectName(path)} has ${what} (U+${code}): remove ${them}.`,
      fixes: withoutHidden,
    };
  }
};

/** Whether an id, a key or an address stands at a place. */
function isPlainLine(schema: Schema, path: Path): boolean {
  const isLine = typesOf(schema).includes('string') && schema['x-prose'] !== true;
  return isLine && schema.enum === undefined && takesPlaceholder(path, 'env');
}

const withoutHidden: FixesFor = (document, { start, end }) => [
  {
    title: 'Remove invisible characters',
    edits: [{ start, end, newText: sourceOf(document, { start, end }).replaceAll(hidden, '') }],
    isSafe: true,
    isPreferred: true,
  },
];

function sourceOf({ text }: SpecDocument, { start, end }: Span): string {
  return text.slice(start, end);
}
