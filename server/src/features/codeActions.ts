import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-types';
import type { SpecDocument } from '../document/specDocument';
import { editsOf } from '../fixes/edits';
import type { Edit } from '../fixes/fix';
import { mendAll } from '../fixes/mendAll';
import { syntaxFix } from '../fixes/syntax';
import { titleOf } from '../fixes/titles';
import { findingsOf } from '../rules';
import type { Finding } from '../rules/rule';
import { diagnosticOf } from './diagnostics';

/** Quick fixes for the mistakes that touch a range, and the one action that mends the whole file. */
export function codeActions(
  document: SpecDocument,
  range: Range,
  only: readonly string[] | undefined,
): CodeAction[] {
  const isWanted = (kind: string) =>
    only === undefined || only.some((one) => `${kind}.`.startsWith(`${one}.`));
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix)) {
    for (const finding of findingsOf(document).filter((one) => touches(document, one, range))) {
      const action = quickFix(document, finding);
      if (action !== undefined) actions.push(action);
    }
  }
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

function quickFix(document: SpecDocument, finding: Finding): CodeAction | undefined {
  const edits = editsFor(document, finding);
  if (edits === undefined) return undefined;
  const diagnostics: Diagnostic[] = [diagnosticOf(document, finding)];
  return {
    title: titleOf(document, finding, edits),
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: true,
    edit: { changes: { [document.textDocument.uri]: textEdits(document, edits) } },
  };
}

function editsFor(document: SpecDocument, finding: Finding): Edit[] | undefined {
  if (finding.fix !== undefined) return editsOf(document, finding.fix);
  const edit = syntaxFix(document.text, finding.code, finding);
  return edit && [edit];
}

function textEdits(document: SpecDocument, edits: readonly Edit[]): TextEdit[] {
  return edits.map((edit) => ({ range: document.rangeOf(edit), newText: edit.newText }));
}

function touches(document: SpecDocument, finding: Finding, { start, end }: Range): boolean {
  const { textDocument } = document;
  return finding.start <= textDocument.offsetAt(end) && finding.end >= textDocument.offsetAt(start);
}
