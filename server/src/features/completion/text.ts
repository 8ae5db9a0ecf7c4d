import { CompletionItemKind } from 'vscode-languageserver-types';
import { labelText } from '../../../../shared/src/plainText';
import type { Path, Span } from '../../ast/nodes';
import { lineAt } from '../../base/lines';
import type { SpecDocument } from '../../document/specDocument';
import { variableDeclarations } from '../../document/variables';
import { takesPlaceholder } from '../../placeholders/placeholders';
import { textPathAt } from './cursor';
import type { Proposal } from './proposal';

/** What can be written within a text, and what it replaces. */
export interface TextProposals {
  replace: Span;
  proposals: Proposal[];
}

/** Declared variables behind `{{`, and sources of values behind `${`; undefined elsewhere. */
export function textProposals(document: SpecDocument, offset: number): TextProposals | undefined {
  const line = lineAt(document.text, offset);
  const before = line.text.slice(0, offset - line.start);
  const after = line.text.slice(offset - line.start);
  const variable = variableBefore(before);
  const placeholder = /(?<!\$)\$\{([\w:.-]*)$/.exec(before);
  const match =
    variable ?? (placeholder && { word: placeholder[1] ?? '', index: placeholder.index });
  if (match === null) return undefined;
  const { word } = match;
  const rest = (variable ? /^[\p{L}\p{M}\p{N}_]*/u : /^[\w:.-]*/).exec(after)?.[0].length ?? 0;
  const replace = { start: offset - word.length, end: offset + rest };
  const path = textPathAt(document, { start: line.start + match.index, end: replace.end });
  if (path === undefined) return undefined;
  const proposals = variable
    ? variables(document, after.slice(rest), before.startsWith('{%', variable.index))
    : sources(document, path, after.slice(rest));
  return { replace, proposals };
}

/**
 * The beginning of a name between `{{ }}` or `{% %}`, where one can stand: behind a `.` or `|` others do.
 * @param before the line up to the cursor
 */
function variableBefore(before: string): { word: string; index: number } | undefined {
  const open = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  const inner = before.slice(open + 2);
  if (open < 0 || /[{}]/.test(inner)) return undefined;
  const word = inner.split(/[^\p{L}\p{M}\p{N}_]/u).at(-1) ?? '';
  const lead = inner.slice(0, inner.length - word.length);
  const isPlace = before.startsWith('{{', open)
    ? /^-?\s*$|[:,]\s*$/.test(lead)
    : /^-?\s*\w+\s/.test(lead) && !/[.|]\s*$/.test(lead);
  return isPlace ? { word, index: open } : undefined;
}

/** @param after the line behind the word */
function variables(document: SpecDocument, after: string, isTag: boolean): Proposal[] {
  const isClosed = isTag || /^[^{}]*\}\}/.test(after);
  const closing = isClosed ? '' : after.startsWith('}') ? '}' : ' }}';
  return variableDeclarations(document).map(({ name }) => ({
    item: { label: labelText(name), kind: CompletionItemKind.Variable, detail: 'dynamic variable' },
    insert: name + closing,
  }));
}

const kinds = [
  {
    kind: 'secret',
    meaning:
      "A value from the editor's secret storage. You're asked for it when it's first needed.",
  },
  { kind: 'env', meaning: 'An environment variable.' },
  { kind: 'file', meaning: 'The text of a file, by its path relative to this spec.' },
] as const;

/** @param after the line behind the word */
function sources(document: SpecDocument, path: Path, after: string): Proposal[] {
  const allowed = kinds.filter(({ kind }) => takesPlaceholder(path, kind));
  return allowed.map(({ kind, meaning }, index): Proposal => {
    const label = `${kind}:${suggestedName(path, kind, document)}`;
    return {
      item: {
        label,
        kind: CompletionItemKind.Reference,
        sortText: String(index),
        documentation: { kind: 'markdown', value: meaning },
      },
      insert: label + (after.startsWith('}') ? '' : '}'),
    };
  });
}

/** A name that says whose value it is: `vapi_api_key`. */
function suggestedName(path: Path, kind: (typeof kinds)[number]['kind'], document: SpecDocument) {
  if (kind === 'file') return 'prompt.md';
  const owner =
    path[0] === 'provider' && document.choice.provider ? `${document.choice.provider}_` : '';
  const key = String(path.findLast((step) => typeof step === 'string') ?? 'name');
  const name = `${owner}${key}`.replaceAll(/\W+/g, '_');
  return kind === 'env' ? name.toUpperCase() : name.toLowerCase();
}
