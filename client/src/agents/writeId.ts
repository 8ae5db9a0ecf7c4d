import { env, type TextDocument, TextEdit, WorkspaceEdit, window, workspace } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { openSpec } from '../specs/specDocuments';
import type { SpecStore } from '../specs/specStore';
import type { TrackedUri } from '../specs/uriTracker';
import { openAgent } from '../ui/links';
import { notify } from '../ui/notifications';
import { toRange } from '../ui/toRange';

/** How often an id is worked out anew because the text was edited meanwhile. */
const attempts = 5;

/**
 * Writes an agent's id into its spec, in the place of the one that stands there: one step of undo.
 * A spec without unsaved changes is saved. That it is written is noted; else the user is told why not.
 */
export async function writeId(
  spec: Pick<TrackedUri, 'uri'>,
  id: number,
  ask: AskServer,
  store: SpecStore,
): Promise<void> {
  const { uri } = spec;
  const document = await openSpec(uri);
  if (!document) return tell(`Couldn't write ID ${id}: the spec was deleted or closed.`, id);
  const { isDirty, isUntitled } = document;
  for (let attempt = 0; attempt < attempts; attempt++) {
    // Nobody answers for a file that is called as no spec is, or while the server starts again.
    if (!(await writeOnce(document, id, ask).catch(() => false))) continue;
    // It may have been closed meanwhile.
    if (!isDirty && !isUntitled) await (await openSpec(uri))?.save();
    // By the name that it has now.
    store.set(spec.uri, { writtenId: id });
    return;
  }
  tell(`Couldn't write ID ${id} into ${plainText(document.fileName, 80)}.`, id);
}

async function writeOnce(document: TextDocument, id: number, ask: AskServer): Promise<boolean> {
  const textDocument = { uri: document.uri.toString() };
  const { version, edits } = await ask('cekuraAgent/writeId', { textDocument, id });
  if (version !== document.version) return false;
  const edit = new WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map(({ range, newText }) => TextEdit.replace(toRange(range), newText)),
  );
  return workspace.applyEdit(edit);
}

function tell(message: string, id: number): void {
  notify(window.showWarningMessage, message, {
    'Open in Cekura': () => openAgent(id),
    'Copy ID': () => env.clipboard.writeText(String(id)),
  });
}
