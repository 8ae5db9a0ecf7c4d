import type { Hover, Position } from 'vscode-languageserver-types';
import { locate } from '../ast/nodeAtOffset';
import { nodeAt, type Path } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { requiredKeys, schemaAt } from '../schema/lookup';
import { describeKey, explainedSchemaAt, valueMarkdown } from './describe';
import { variableHover } from './variableHover';

/**
 * What the key or value at a position means; null where nothing is known.
 *
 * @param name what the account calls the value, as Markdown
 */
export function hover(document: SpecDocument, position: Position, name?: string): Hover | null {
  const offset = document.offsetAt(position);
  const ofVariable = variableHover(document, offset);
  if (ofVariable !== undefined) return ofVariable;
  const located = locate(document.root, offset);
  if (located === undefined) return null;
  const { path, entry, part, node } = located;
  const key = path.findLast((step) => typeof step === 'string');
  const schema = explainedSchemaAt(path, document.choice);
  if (schema === undefined || key === undefined) return null;
  const value = part === 'value' && node?.kind === 'scalar' ? node.value : undefined;
  const meaning = value === undefined ? undefined : valueMarkdown(schema, value);
  const explained = meaning ?? describeKey(key, schema, isRequired(document, path));
  const text = name === undefined ? explained : `${name}\n\n${explained}`;
  const span = part === 'key' ? (entry?.key ?? node) : node;
  return {
    contents: { kind: 'markdown', value: text },
    ...(span === null ? {} : { range: document.rangeOf(span) }),
  };
}

function isRequired({ root, choice }: SpecDocument, path: Path): boolean {
  const parent = schemaAt(path.slice(0, -1), choice);
  const key = String(path.at(-1));
  return (
    parent !== undefined && requiredKeys(parent, nodeAt(root, path.slice(0, -1))).includes(key)
  );
}
