import { commands, type TextDocument, window } from 'vscode';
import type { Range } from 'vscode-languageserver-types';
import { notify } from './notifications';
import { toRange } from './toRange';

/** Says what stands in the way, reveals the first of its places and opens the Problems panel. */
export async function revealProblems(
  document: TextDocument,
  ranges: Range[],
  message: string,
): Promise<void> {
  notify(window.showErrorMessage, message);
  const [first] = ranges;
  if (first && !document.isClosed) {
    await window.showTextDocument(document, { selection: toRange(first) });
  }
  await commands.executeCommand('workbench.panel.markers.view.focus');
}
