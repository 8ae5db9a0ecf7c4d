import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import { visibleText } from '../../../shared/src/plainText';
import { applyEdits, type Edit } from '../base/edit';
import type { SpecDocument } from '../document/specDocument';
import type { Fix } from '../fixes/fix';
import { findingsOf } from '../rules';
import type { Finding } from '../rules/finding';
import type { ClientSupport } from './clientSupport';
import { diagnosticOf, severities } from './diagnostics';
import { errorsBrought, fixAll, isOfEdits } from './fixAll';
import { asWholeLines, withTabStops } from './tabStops';

/** A diagnostic with what puts it right. */
export interface Fixable {
  diagnostic: Diagnostic;
  fixes: readonly Fix[];
  /** Whether it is gone from a text with one of the fixes. */
  isGone: (after: SpecDocument) => boolean;
}

/**
 * Quick fixes for the mistakes that touch a range, those asked about first, then errors before the
 * rest; and the one action that fixes the whole file, when it is asked for.
 *
 * @param refused what Cekura has refused there
 */
export function codeActions(
  document: SpecDocument,
  range: Range,
  { diagnostics, only }: Pick<CodeActionContext, 'diagnostics' | 'only'>,
  support: ClientSupport,
  refused: readonly Fixable[] = [],
): CodeAction[] {
  const isWanted = (kind: string, asked = only) =>
    asked === undefined || asked.some((one) => `${kind}.`.startsWith(`${one}.`));
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix)) {
    const found = touching(document, range, diagnostics, support);
    actions.push(
      ...withOnePreferred(
        [...refused, ...found.map((finding) => fixable(document, finding, support))].flatMap(
          (mistake) => quickFixes(document, mistake, support),
        ),
      ),
      ...conversion(document, found),
    );
  }
  if (isWanted(CodeActionKind.SourceFixAll, only ?? [])) {
    const title = 'Fix all auto-fixable Cekura problems';
    actions.push(...fixAllAction(document, title, CodeActionKind.SourceFixAll));
  }
  return actions;
}

/** The findings that touch a range, in the order in which their fixes are offered. */
function touching(
  document: SpecDocument,
  range: Range,
  asked: readonly Diagnostic[],
  support: ClientSupport,
): Finding[] {
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const isAsked = (finding: Finding) => {
    const { code, message, range: place } = diagnosticOf(document, finding, support);
    return asked.some(
      (one) =>
        one.code === code &&
        one.message === message &&
        document.offsetAt(one.range.start) === document.offsetAt(place.start),
    );
  };
  return findingsOf(document)
    .filter((finding) => finding.start <= end && finding.end >= start)
    .map((finding) => ({ finding, rank: isAsked(finding) ? 0 : severities[finding.severity] }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ finding }) => finding);
}

function withOnePreferred(actions: CodeAction[]): CodeAction[] {
  const preferred = actions.find(({ isPreferred }) => isPreferred);
  return actions.map((one) => (one === preferred ? one : { ...one, isPreferred: false }));
}

/** At a name of the older API, when there are more: all of them in one step, where that leaves none. */
function conversion(document: SpecDocument, found: readonly Finding[]): CodeAction[] {
  const isOlder = ({ code }: Finding) => code === 'v1-key';
  if (!found.some(isOlder) || findingsOf(document).filter(isOlder).length < 2) return [];
  const edit = fixAll(document);
  const after = document.withText(applyEdits(document.text, edit === undefined ? [] : [edit]));
  if (findingsOf(after).some(isOlder)) return [];
  const title = 'Convert the spec to current key names';
  return fixAllAction(document, title, CodeActionKind.QuickFix);
}

function fixAllAction(document: SpecDocument, title: string, kind: CodeActionKind): CodeAction[] {
  const edit = fixAll(document);
  return edit === undefined ? [] : [{ title, kind, edit: changes(document, [edit]) }];
}

function fixable(document: SpecDocument, finding: Finding, support: ClientSupport): Fixable {
  const { code, message } = finding;
  const count = (of: SpecDocument) =>
    findingsOf(of).filter((one) => one.code === code && one.message === message).length;
  return {
    diagnostic: diagnosticOf(document, finding, support),
    fixes: finding.fixes?.(document, finding) ?? [],
    isGone: (after) => count(after) < count(document),
  };
}

function quickFixes(
  document: SpecDocument,
  mistake: Fixable,
  { keepsSecrets, snippetEdits }: ClientSupport,
): CodeAction[] {
  return mistake.fixes
    .filter((fix) => (keepsSecrets || fix.secret === undefined) && helps(document, mistake, fix))
    .map(({ title, edits, isPreferred, tabStops, secret }): CodeAction => {
      const snippet = snippetEdits && tabStops ? snippetEdit(document, edits, tabStops) : undefined;
      return {
        title: visibleText(title),
        kind: CodeActionKind.QuickFix,
        diagnostics: [mistake.diagnostic],
        isPreferred,
        edit: snippet ?? changes(document, edits),
        ...(secret && {
          command: {
            title: 'Keep the secret',
            command: 'cekuraAgent.keepSecret',
            arguments: [secret.name, secret.value],
          },
        }),
      };
    });
}

/** An edit that adds keys, with each value to be filled in as a tab stop. */
function snippetEdit(
  document: SpecDocument,
  edits: readonly Edit[],
  tabStops: NonNullable<Fix['tabStops']>,
): WorkspaceEdit | undefined {
  const [only, another] = edits;
  const lines = only && another === undefined ? asWholeLines(document.text, only) : undefined;
  if (lines === undefined) return undefined;
  const { uri, version } = document;
  const snippet = { kind: 'snippet', value: withTabStops(lines.newText, tabStops) } as const;
  return {
    documentChanges: [
      { textDocument: { uri, version }, edits: [{ range: document.rangeOf(lines), snippet }] },
    ],
  };
}

function changes(document: SpecDocument, edits: readonly Edit[]): WorkspaceEdit {
  const textEdits = edits.map(
    (edit): TextEdit => ({
      range: document.rangeOf(edit),
      newText: document.withOwnLineBreaks(edit.newText),
    }),
  );
  return { changes: { [document.uri]: textEdits } };
}

/** A fix that leaves its mistake, or makes another, is not offered. */
function helps(document: SpecDocument, { isGone }: Fixable, { edits, uncovers }: Fix): boolean {
  const after = document.withText(applyEdits(document.text, edits));
  if (!isGone(after)) return false;
  const brought = errorsBrought(document, after);
  if (uncovers !== true) return brought.length === 0;
  const isWhole = after.parsed.problems.length <= document.parsed.problems.length;
  return isWhole && !brought.some(isOfEdits);
}
