import { Document, type ParsedNode, type Scalar, visit } from 'yaml';
import type { JsonValue } from '../../../shared/src/messages';
import { escapeHidden } from '../../../shared/src/plainText';

/** How a value is written. */
export interface YamlStyle {
  /** In brackets, on one line. */
  flow?: boolean;
  /** How a text is written where it can be. */
  scalar?: 'BLOCK_LITERAL' | 'QUOTE_DOUBLE' | 'QUOTE_SINGLE' | 'PLAIN';
  /** Whether the dashes of lists are further right than the key above them. */
  indentSeq?: boolean;
}

/**
 * A value as it follows its key's colon: ` text`, or lines that are indented from the key. What cannot be seen is written as
 * escapes, and long texts as blocks.
 */
export function yamlText(
  value: JsonValue,
  { flow, scalar, indentSeq = true }: YamlStyle = {},
): string {
  const document = new Document({ k: value }, { aliasDuplicateObjects: false });
  quoteWhereNeeded(document);
  const node = document.get('k', true);
  if (flow && isCollection(node)) node.flow = true;
  if (scalar && isText(node) && node.type === undefined) node.type = scalar;
  if (flow) withoutBlocks(document);
  const text = document.toString({
    ...layout,
    indentSeq,
    ...(flow && { collectionStyle: 'flow' }),
  });
  return escapeHidden(flow ? inFlow(text) : text.slice('k:'.length).replace(/\n$/, ''));
}

/** How the project writes YAML. */
export const layout = {
  lineWidth: 0,
  flowCollectionPadding: false,
  blockQuote: 'literal',
  // In double quotes the library loses blanks at the ends of lines that it breaks.
  doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY,
} as const;

/** Has texts quoted that hold what cannot be seen, keys that would merge other maps, and what looks like a comment of JSON. */
export function quoteWhereNeeded(document: Document): void {
  visit(document, {
    Scalar(_, scalar) {
      const { value } = scalar;
      if (typeof value !== 'string') return;
      const isMistaken = value === '<<' || value.startsWith('//');
      if (isMistaken || escapeHidden(value) !== value) scalar.type = 'QUOTE_DOUBLE';
    },
  });
}

function withoutBlocks(document: Document): void {
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && scalar.value.includes('\n'))
        scalar.type = 'QUOTE_DOUBLE';
    },
  });
}

/** `{ k: value }` without its braces and key. */
function inFlow(text: string): string {
  return text.slice(text.indexOf('k:') + 2, text.lastIndexOf('}')).trimEnd();
}

function isCollection(node: unknown): node is Extract<ParsedNode, { flow?: boolean }> {
  return typeof node === 'object' && node !== null && 'items' in node;
}

function isText(node: unknown): node is Scalar<string> {
  return (
    typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string'
  );
}
