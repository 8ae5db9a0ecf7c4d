import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import { visibleText } from '../../../shared/src/plainText';
import type { SpecDocument } from '../document/specDocument';
import { findingsOf } from '../rules';
import type { Finding, Severity } from '../rules/finding';
import type { DiagnosticSupport } from './clientSupport';

/** What LSP calls the severities. */
export const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Findings that an editor strikes through or fades, by their codes. */
const tags: Record<string, DiagnosticTag> = {
  'older-key': DiagnosticTag.Deprecated,
  'v1-key': DiagnosticTag.Deprecated,
  'read-only-key': DiagnosticTag.Unnecessary,
  'unneeded-key': DiagnosticTag.Unnecessary,
  'unused-variable': DiagnosticTag.Unnecessary,
};

/** The page that explains the codes. */
const codesPage = 'https://github.com/cekura-ai/cekura-agent-specs/blob/main/docs/diagnostics.md';

/**
 * Everything that is wrong, or better written differently, in the order of the text.
 * @param ofFiles what is wrong with the files that the spec names: it comes last
 */
export function diagnostics(
  document: SpecDocument,
  support: DiagnosticSupport = {},
  ofFiles: readonly Finding[] = [],
): Diagnostic[] {
  return [...findingsOf(document), ...ofFiles].map((finding) =>
    diagnosticOf(document, finding, support),
  );
}

/** A finding as the editor shows it. */
export function diagnosticOf(
  document: SpecDocument,
  { severity, code, message, related, ...span }: Finding,
  support: DiagnosticSupport,
): Diagnostic {
  const tag = tags[code];
  return {
    range: document.rangeOf(span),
    severity: severities[severity],
    source: 'Cekura',
    code,
    message,
    ...(support.codeDescription && { codeDescription: { href: `${codesPage}#${code}` } }),
    ...(tag && support.tags?.includes(tag) && { tags: [tag] }),
    ...(related &&
      support.relatedInformation && {
        relatedInformation: [
          {
            location: { uri: document.uri, range: document.rangeOf(related) },
            message: visibleText(related.message),
          },
        ],
      }),
  };
}
