import { type TextDocument, TextEdit, Uri, WorkspaceEdit, workspace } from 'vscode';
import type { AskServer, JsonObject } from '../../../shared/src/messages';
import type { FieldName, Pulled } from '../../../shared/src/sync';
import { filesOf } from '../placeholders/placeholderSources';
import { inShapeOf } from '../sync/inShapeOf';
import { toRange } from '../ui/toRange';

/** What came of a pull. `edited`: the text was edited meanwhile, and nothing was changed. */
export type Applied = 'edited' | 'broken' | Pick<Pulled, 'anchors' | 'byHand'>;

/**
 * Takes fields of an agent into a spec and the files that it names: one step of undo, nothing is saved.
 *
 * @param version of the text that was compared
 */
export async function applyPull(
  document: TextDocument,
  version: number,
  { agent, filled, fields }: { agent: JsonObject; filled: JsonObject; fields: FieldName[] },
  ask: AskServer,
): Promise<Applied> {
  const textDocument = { uri: document.uri.toString() };
  const pulled = await ask('cekuraAgent/pull', { textDocument, agent, filled, fields });
  if (pulled.isBroken) return 'broken';
  const { anchors, byHand } = pulled;
  const edit = new WorkspaceEdit();
  const edits = pulled.edits.map(({ range, newText }) => TextEdit.replace(toRange(range), newText));
  if (edits.length > 0) edit.set(document.uri, edits);
  const refused: FieldName[] = [];
  for (const { name, text } of pulled.files) {
    const changed = await fileEdit(document, name, text);
    if (changed) edit.set(changed.uri, [changed.edit]);
    else refused.push([name]);
  }
  const isSame = () => document.version === version && pulled.version === version;
  if (document.isClosed || !isSame()) return 'edited';
  if (edit.size > 0 && !(await workspace.applyEdit(edit))) return 'edited';
  return { anchors, byHand: [...byHand, ...refused] };
}

/** The edit that gives a file another text, but for the line break at its end; undefined for a file that no spec may name. */
async function fileEdit(document: TextDocument, name: string, text: string) {
  const files = filesOf(document);
  if ('problem' in (await files.find(name))) return undefined;
  const uri = Uri.file(files.path(name));
  const file = await workspace.openTextDocument(uri);
  const before = file.getText();
  const whole = { start: { line: 0, character: 0 }, end: file.positionAt(before.length) };
  return { uri, edit: TextEdit.replace(toRange(whole), inShapeOf(before, text)) };
}
