import { Disposable, type TextDocument, workspace } from 'vscode';
import { checkForChanges } from '../configuration/settings';
import { isSpecDocument } from '../specs/specDocuments';

/** Compares specs when they are opened, where the setting says so; never in a folder that is not trusted. */
export function registerCheckOnOpen(check: (document: TextDocument) => Promise<void>): Disposable {
  const onOpen = (document: TextDocument) => {
    if (workspace.isTrusted && isSpecDocument(document) && checkForChanges() === 'onOpen') {
      check(document).catch(() => undefined);
    }
  };
  workspace.textDocuments.forEach(onOpen);
  return Disposable.from(workspace.onDidOpenTextDocument(onOpen));
}
