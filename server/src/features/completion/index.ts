import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type Position,
} from 'vscode-languageserver-types';
import type { Span } from '../../ast/nodes';
import { indentationOf, indentedBy } from '../../base/indentation';
import { memoize } from '../../base/memoize';
import type { SpecDocument } from '../../document/specDocument';
import { schemaAt, typesOf } from '../../schema/lookup';
import type { ClientSupport } from '../clientSupport';
import { describeKey, explainedSchemaAt } from '../describe';
import { type Cursor, cursorAt } from './cursor';
import { type FileSite, fileProposals } from './files';
import { keyProposals } from './keys';
import type { Proposal } from './proposal';
import { snippetProposals } from './snippets';
import { textProposals } from './text';
import {
  anotherItem,
  listProposals,
  newItemProposals,
  takesValues,
  valueProposals,
} from './values';
import { isVariableName, undeclaredProposals } from './variableNames';

/**
 * What can be written at a position; empty where nothing is known or text is free.
 * @param trigger the character that asked for it, when one did
 * @param named what the account has for the value at the position
 */
export function complete(
  document: SpecDocument,
  position: Position,
  { snippets }: ClientSupport,
  trigger?: string,
  named: readonly Proposal[] = [],
): CompletionItem[] {
  const offset = document.offsetAt(position);
  const inText = textProposals(document, offset);
  if (inText !== undefined) {
    const site = inline(inText.replace);
    return inText.proposals.map((proposal) => placed(document, proposal, site, snippets));
  }
  const cursor = cursorAt(document, offset);
  // A space typed as indentation asks for nothing: a popup would swallow the next Enter.
  if (cursor === undefined || (trigger === ' ' && cursor.kind === 'key')) return [];
  const at = (site: Site, proposals: readonly Proposal[]) =>
    proposals
      .filter(({ item }) => snippets || item.kind !== CompletionItemKind.Snippet)
      .map((proposal) => placed(document, proposal, site, snippets));
  const { dashColumn: column } = cursor;
  const items =
    column === undefined
      ? []
      : at({ ...cursor, column, indentation: ' '.repeat(column) }, anotherItem(cursor));
  return [...at(cursor, [...named, ...proposalsAt(document, cursor)]), ...items];
}

/** Where proposals go. */
type Site = Pick<Cursor, 'replace' | 'prefix' | 'indentation' | 'needsSpace' | 'column'>;

const inline = (replace: Span): Site => ({
  replace,
  prefix: '',
  indentation: '',
  needsSpace: false,
  column: 0,
});

const spacesOf = memoize((document: SpecDocument) => indentationOf(document.text));

/**
 * The item at its place: the only one to know about columns. Only what has tab stops or escapes is a snippet: Enter after a
 * value that is already complete makes a new line in VS Code, unless it is a snippet (`acceptSuggestionOnEnter`: `smart`).
 */
function placed(
  document: SpecDocument,
  { item, insert, isBelow, thenSuggest }: Proposal,
  { replace, prefix, indentation, needsSpace, column }: Site,
  snippets: boolean,
): CompletionItem {
  const spaces = spacesOf(document);
  const newLine = `\n${' '.repeat(isBelow ? column + spaces : column)}`;
  const lead = isBelow ? newLine : indentation + (needsSpace ? ' ' : '');
  const text = lead + indentedBy(spaces, insert).replaceAll('\n', newLine);
  const newText = document.withOwnLineBreaks(snippets ? text : text.replaceAll('$0', ''));
  return {
    ...item,
    filterText: prefix + (item.filterText ?? item.label),
    insertTextMode: InsertTextMode.asIs,
    insertTextFormat:
      snippets && /[$\\]/.test(newText) ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: document.rangeOf(replace), newText },
    ...(thenSuggest ? { command: suggestCommand } : {}),
  };
}

/** Files that can be written at a place. */
export function completeFiles(
  document: SpecDocument,
  site: FileSite,
  paths: readonly string[],
  { snippets }: ClientSupport,
): CompletionItem[] {
  return fileProposals(site, paths).map((proposal) =>
    placed(document, proposal, inline(site.replace), snippets),
  );
}

/** Adds the documentation of a key to an item, from what `complete` left in its `data`. */
export function resolveItem(item: CompletionItem): CompletionItem {
  const { data } = item;
  if (!isKeyData(data)) return item;
  const schema = explainedSchemaAt(data.path, data.choice);
  if (schema === undefined) return item;
  const value = describeKey(item.label, schema, data.required);
  return { ...item, documentation: { kind: 'markdown', value } };
}

const suggestCommand = { title: 'Suggest values', command: 'editor.action.triggerSuggest' };

function proposalsAt(document: SpecDocument, cursor: Cursor): Proposal[] {
  if (cursor.kind === 'value') {
    return isVariableName(cursor.path) ? undeclaredProposals(document) : valueProposals(cursor);
  }
  const schema = schemaAt(cursor.path, cursor.choice);
  const isAlone = cursor.map?.entries.length === 0 && !cursor.hasColon;
  // On a line of its own below `key:`, a value may stand as well as a key.
  if (isAlone && takesValues(schema)) return valueProposals(cursor);
  if (isAlone && schema !== undefined && typesOf(schema).includes('array')) {
    return listProposals(cursor, schema);
  }
  const item = isAlone && !cursor.inFlow ? newItemProposals(cursor) : [];
  return [...keyProposals(cursor), ...item, ...snippetProposals(cursor)];
}

interface KeyData {
  path: Cursor['path'];
  choice: Cursor['choice'];
  required: boolean;
}

function isKeyData(data: unknown): data is KeyData {
  return (
    typeof data === 'object' &&
    data !== null &&
    'path' in data &&
    Array.isArray(data.path) &&
    'choice' in data &&
    typeof data.choice === 'object' &&
    'required' in data
  );
}
