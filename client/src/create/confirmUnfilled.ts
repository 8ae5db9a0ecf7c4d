import { type TextDocument, window } from 'vscode';
import type { Range } from 'vscode-languageserver-types';
import { addressLine } from '../configuration/address';
import { toRange } from '../ui/toRange';

const show = 'Show in Spec';

/** Asks before values are sent that nobody has filled in; true when they may be. */
export async function confirmUnfilled(
  document: TextDocument,
  unfilled: Range[],
  action: 'Create' | 'Update',
): Promise<boolean> {
  const [first] = unfilled;
  if (!first) return true;
  const texts = [...new Set(unfilled.map((range) => document.getText(toRange(range))))];
  const message =
    unfilled.length === 1
      ? `1 value isn't filled in. ${action} anyway?`
      : `${unfilled.length} values aren't filled in. ${action} anyway?`;
  const anyway = `${action} Anyway`;
  const detail = [...texts.slice(0, 5), addressLine()].join('\n').trim();
  const choice = await window.showWarningMessage(message, { modal: true, detail }, show, anyway);
  if (choice === show) await window.showTextDocument(document, { selection: toRange(first) });
  return choice === anyway;
}
