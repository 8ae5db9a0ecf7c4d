import type { Edit } from '../base/edit';
import type { SpecDocument } from '../document/specDocument';
import type { Finding } from '../rules/finding';
import { excerpt } from '../rules/messageText';
import { entryAt } from './entries';

/** What a quick fix does, as it stands in the editor's menu. */
export function titleOf(document: SpecDocument, { fix }: Finding, edits: readonly Edit[]): string {
  const [edit] = edits;
  switch (fix?.kind) {
    case 'cure':
      return fix.title;
    case 'remove':
      return `Remove \`${document.text.slice(...keyAt(document, fix.at))}\``;
    case 'add':
      return `Add \`${fix.key}\``;
    case 'append':
      return `Declare \`${fix.name}\``;
    case 'move': {
      const place = fix.to.filter((step) => typeof step === 'string').join('.');
      return edit?.newText === fix.to.at(-1)
        ? `Write \`${fix.to.at(-1)}\``
        : `Move to \`${place}\``;
    }
    default:
      return edit === undefined || edit.newText.trim() === ''
        ? 'Correct the indentation'
        : `Write \`${excerpt(rewritten(document, edit))}\``;
  }
}

/** An insertion shown with the text around it. */
function rewritten({ text }: SpecDocument, { start, end, newText }: Edit): string {
  if (end > start) return newText;
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const rest = text.slice(end).split('\n', 1)[0] ?? '';
  return `${line}${newText}${rest}`.trim();
}

function keyAt({ root }: SpecDocument, offset: number): [number, number] {
  const key = entryAt(root, offset)?.entry.key;
  return key === undefined ? [0, 0] : [key.start, key.end];
}
