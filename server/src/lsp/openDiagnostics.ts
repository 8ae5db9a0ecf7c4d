import type { Diagnostic } from 'vscode-languageserver-types';
import type { SpecDocument } from '../document/specDocument';
import type { ClientSupport } from '../features/clientSupport';
import { diagnostics } from '../features/diagnostics';
import type { CreateErrors } from './createErrors';
import type { MissingFiles } from './missingFiles';
import type { OpenDocuments } from './openDocuments';

/** Where the diagnostics of open specs come from. */
export interface DiagnosticSources {
  documents: OpenDocuments;
  /** What Cekura refused. */
  createErrors: CreateErrors;
  missingFiles: MissingFiles;
  support: ClientSupport;
}

/** What is wrong in an open spec, which of the files it names are not there, and what Cekura refused in it. */
export function openDiagnostics(
  document: SpecDocument,
  { createErrors, missingFiles, support }: DiagnosticSources,
): Diagnostic[] {
  return [
    ...diagnostics(document, support, missingFiles.findings(document)),
    ...createErrors.diagnostics(document),
  ];
}
