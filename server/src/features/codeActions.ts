import {
  type CodeAction,
  CodeActionKind,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import { visibleText } from '../../../shared/src/plainText';
import { applyEdits, type Edit } from '../base/edit';
import type { SpecDocument } from '../document/specDocument';
import { editsOf } from '../fixes/edits';
import { mendAll } from '../fixes/fixAll';
import { syntaxFix } from '../fixes/syntaxFixes';
import { titleOf } from '../fixes/titles';
import { findingsOf } from '../rules';
import type { Finding } from '../rules/finding';
import type { ClientSupport } from './clientSupport';
import { diagnosticOf } from './diagnostics';
import { asWholeLines, withTabStops } from './tabStops';

/** Quick fixes for the mistakes that touch a range, and the one action that mends the whole file. */
export function codeActions(
  document: SpecDocument,
  range: Range,
  only: readonly string[] | undefined,
  support: ClientSupport,
): CodeAction[] {
  const isWanted = (kind: string) =>
    only === undefined || only.some((one) => `${kind}.`.startsWith(`${one}.`));
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix)) {
    for (const finding of findingsOf(document).filter((one) => touches(document, one, range))) {
      actions.push(...quickFixes(document, finding, support));
    }
  }
  if (isWanted(CodeActionKind.QuickFix)) actions.push(...conversion(document, range));
  if (only !== undefined && isWanted(CodeActionKind.SourceFixAll)) {
    const edit = mendAll(document);
    if (edit !== undefined) {
      actions.push({
        title: 'Fix all Cekura problems that have one answer',
        kind: CodeActionKind.SourceFixAll,
        edit: { changes: { [document.textDocument.uri]: textEdits(document, [edit]) } },
      });
    }
  }
  return actions;
}

/** At a name of the older API, when there are more: all of them in one step. */
function conversion(document: SpecDocument, range: Range): CodeAction[] {
  const older = findingsOf(document).filter(({ code }) => code === 'v1-key');
  if (older.length < 2 || !older.some((one) => touches(document, one, range))) return [];
  const edit = mendAll(document);
  return edit === undefined
    ? []
    : [
        {
          title: 'Convert the whole spec to the names of today',
          kind: CodeActionKind.QuickFix,
          edit: { changes: { [document.textDocument.uri]: textEdits(document, [edit]) } },
        },
      ];
}

function quickFixes(
  document: SpecDocument,
  finding: Finding,
  { keepsSecrets, snippetEdits }: ClientSupport,
): CodeAction[] {
  const { fix } = finding;
  if (fix?.kind !== 'keepSecret') {
    const edits = editsFor(document, finding);
    if (edits === undefined) return [];
    const plain = action(document, finding, titleOf(document, finding, edits), edits);
    const snippet = snippetEdits && fix?.kind === 'add' ? snippetEdit(document, edits) : undefined;
    return [snippet === undefined ? plain : { ...plain, edit: snippet }];
  }
  const variable = fix.name.toUpperCase();
  const toVariable = { ...fix, newText: fix.text.replace(`secret:${fix.name}`, `env:${variable}`) };
  const toSecret = {
    ...action(document, finding, `Move the value to secret storage as \`${fix.name}\``, [
      { ...fix, newText: fix.text },
    ]),
    command: {
      title: 'Keep the secret',
      command: 'cekuraAgent.keepSecret',
      arguments: [fix.name, fix.value],
    },
  };
  const title = `Read it from the environment variable \`${variable}\``;
  const fromVariable = action(document, finding, title, [toVariable]);
  return keepsSecrets ? [toSecret, { ...fromVariable, isPreferred: false }] : [fromVariable];
}

/** An edit that adds keys, with each value to be filled in as a tab stop. */
function snippetEdit(document: SpecDocument, edits: readonly Edit[]): WorkspaceEdit | undefined {
  const [only, another] = edits;
  const lines = only && another === undefined ? asWholeLines(document.text, only) : undefined;
  if (lines === undefined) return undefined;
  const { uri, version } = document.textDocument;
  const snippet = { kind: 'snippet', value: withTabStops(lines.newText) } as const;
  return {
    documentChanges: [
      { textDocument: { uri, version }, edits: [{ range: document.rangeOf(lines), snippet }] },
    ],
  };
}

function action(
  document: SpecDocument,
  finding: Finding,
  title: string,
  edits: readonly Edit[],
): CodeAction {
  return {
    title: visibleText(title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(document, finding)],
    isPreferred: true,
    edit: { changes: { [document.textDocument.uri]: textEdits(document, edits) } },
  };
}

/** What puts a mistake right; undefined when nothing is known that does. */
function editsFor(document: SpecDocument, finding: Finding): Edit[] | undefined {
  const edit = finding.fix ?? syntaxFix(document, finding.code, finding);
  const edits = edit && ('kind' in edit ? editsOf(document, edit) : [edit]);
  return edits && helps(document, finding, edits) ? edits : undefined;
}

/** One that leaves its mistake, or makes another, is not offered. */
function helps(document: SpecDocument, finding: Finding, edits: readonly Edit[]): boolean {
  const { code, message, fix } = finding;
  const text = applyEdits(document.text, edits);
  const after = document.withText(text);
  const count = (of: SpecDocument) =>
    findingsOf(of).filter((one) => one.code === code && one.message === message).length;
  if (count(after) >= count(document)) return false;
  // A syntax fix may bring to light what could not be understood before; others bring no error.
  const known = new Set(findingsOf(document).map((one) => `${one.code} ${one.message}`));
  const brings = findingsOf(after).some(
    (one) =>
      one.severity === 'error' &&
      one.code !== 'missing-key' &&
      !known.has(`${one.code} ${one.message}`),
  );
  return fix === undefined || !brings;
}

function textEdits(document: SpecDocument, edits: readonly Edit[]): TextEdit[] {
  return edits.map((edit) => ({
    range: document.rangeOf(edit),
    newText: document.withOwnLineBreaks(edit.newText),
  }));
}

function touches(document: SpecDocument, finding: Finding, { start, end }: Range): boolean {
  const { textDocument } = document;
  return finding.start <= textDocument.offsetAt(end) && finding.end >= textDocument.offsetAt(start);
}
