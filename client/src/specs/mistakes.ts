import { type Disposable, languages, type Uri } from 'vscode';
import { isSpec } from './specDocuments';

/** Calls back once, when a spec has fewer errors and warnings than before. */
export function onFirstMistakeFixed(listener: () => void): Disposable {
  const counts = new Map<string, number>();
  const hasFewer = (uri: Uri) => {
    const before = counts.get(uri.toString()) ?? 0;
    const now = languages.getDiagnostics(uri).length;
    counts.set(uri.toString(), now);
    return now < before;
  };
  const subscription = languages.onDidChangeDiagnostics(({ uris }) => {
    if (!uris.filter(isSpec).map(hasFewer).includes(true)) return;
    subscription.dispose();
    listener();
  });
  return subscription;
}
