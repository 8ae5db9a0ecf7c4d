import {
  type Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  TextDocumentSaveReason,
  type Uri,
  workspace,
} from 'vscode';
import { isSpec } from './specDocuments';

/**
 * Calls back once, when an open spec has fewer errors than when it was opened or last saved by hand. Errors that come and
 * go while typing don't count, and neither do values that aren't filled in.
 */
export function onFirstMistakeFixed(listener: () => void): Disposable {
  const saved = new Map<string, number>();
  const keep = (uri: Uri) => saved.set(uri.toString(), mistakesIn(uri));
  const isFixed = (uri: Uri) => {
    const document = workspace.textDocuments.find((open) => `${open.uri}` === `${uri}`);
    const before = saved.get(uri.toString());
    if (document && before !== undefined) return mistakesIn(uri) < before;
    if (!document?.isDirty) keep(uri);
    return false;
  };
  const subscription = Disposable.from(
    workspace.onWillSaveTextDocument(({ document: { uri }, reason }) => {
      if (isSpec(uri) && reason === TextDocumentSaveReason.Manual) keep(uri);
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.filter(isSpec).map(isFixed).includes(true)) return;
      subscription.dispose();
      listener();
    }),
  );
  return subscription;
}

function mistakesIn(uri: Uri): number {
  return languages.getDiagnostics(uri).filter(isMistake).length;
}

function isMistake({ severity, code }: Diagnostic): boolean {
  const name = typeof code === 'object' ? code.value : code;
  return severity === DiagnosticSeverity.Error && name !== 'not-filled-in';
}
