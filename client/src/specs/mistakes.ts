import {
  type Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  languages,
  type Uri,
  workspace,
} from 'vscode';
import { isSpec } from './specDocuments';

/**
 * Calls back once, when a spec that is open has fewer errors than before. What is still to be filled in is no mistake,
 * and a spec that is closed has none either.
 */
export function onFirstMistakeFixed(listener: () => void): Disposable {
  const counts = new Map<string, number>();
  const hasFewer = (uri: Uri) => {
    const before = counts.get(uri.toString()) ?? 0;
    const now = languages.getDiagnostics(uri).filter(isMistake).length;
    counts.set(uri.toString(), now);
    return now < before;
  };
  const subscription = languages.onDidChangeDiagnostics(({ uris }) => {
    const open = new Set(workspace.textDocuments.map(({ uri }) => uri.toString()));
    const fixed = uris.filter(isSpec).filter(hasFewer);
    if (!fixed.some((uri) => open.has(uri.toString()))) return;
    subscription.dispose();
    listener();
  });
  return subscription;
}

function isMistake({ severity, code }: Diagnostic): boolean {
  const name = typeof code === 'object' ? code.value : code;
  return severity === DiagnosticSeverity.Error && name !== 'not-filled-in';
}
