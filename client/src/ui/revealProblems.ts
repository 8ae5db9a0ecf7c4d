import { commands, Range, type TextDocument, window } from 'vscode';
import type { Range as LspRange } from 'vscode-languageserver-types';
import { notify } from './notifications';

/** Says what stands in the way, reveals the first of its places and opens the Problems panel. */
export async function revealProblems(
  document: TextDocument,
  ranges: LspRange[],
  message: string,
): Promise<void> {
  notify(window.showErrorMessage, message);
  const [first] = ranges;
  if (first && !document.isClosed) {
    const { start, end } = first;
    const selection = new Range(start.line, start.character, end.line, end.character);
    await window.showTextDocument(document, { selection });
  }
  await commands.executeCommand('workbench.panel.markers.view.focus');
}
