import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { SpecDocument } from '../document/specDocument';
import { findingsOf } from '../rules';
import type { Finding, Severity } from '../rules/finding';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Everything that is wrong, or better written differently, in the order of the text. */
export function diagnostics(document: SpecDocument): Diagnostic[] {
  return findingsOf(document).map((finding) => diagnosticOf(document, finding));
}

/** A finding as the editor shows it. */
export function diagnosticOf(document: SpecDocument, finding: Finding): Diagnostic {
  return {
    range: document.rangeOf(finding),
    severity: severities[finding.severity],
    source: 'Cekura',
    code: finding.code,
    message: finding.message,
  };
}
