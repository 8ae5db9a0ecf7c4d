import { type TextDocument, workspace } from 'vscode';
import type { Sources } from '../placeholders/fillPlaceholders';
import { filesOf } from '../placeholders/placeholderSources';

/** Where placeholders get their values when a spec is compared: of a file that is open and changed, its text in the editor. */
export function openSources(document: TextDocument, sources: Sources): Sources {
  const { path } = filesOf(document);
  return {
    ...sources,
    async file(name) {
      const saved = await sources.file(name);
      const open = workspace.textDocuments.find(
        ({ uri, isDirty }) => isDirty && uri.scheme === 'file' && uri.fsPath === path(name),
      );
      return open && 'text' in saved ? { text: open.getText() } : saved;
    },
  };
}
