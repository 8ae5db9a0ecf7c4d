import { posix } from 'node:path';
import { languages, type TextDocument, Uri, window, workspace } from 'vscode';

export const languageId = 'cekura-agent';

/** Specs that a person can edit; the old side of a diff (`git:`) is none. */
export const specSelector = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'].map((scheme) => ({
  language: languageId,
  scheme,
}));

/** What is said where a command is meant for a spec and there is none. */
export const noSpec = 'Open an agent spec (*.cekura-agent.yaml) first.';

/**
 * The spec that a command is meant for, undefined when there is none.
 *
 * @param target what the command was given: the Uri of the editor's menu or code lens, else nothing
 */
export async function specFor(target: unknown): Promise<TextDocument | undefined> {
  const document =
    target instanceof Uri
      ? await workspace.openTextDocument(target)
      : window.activeTextEditor?.document;
  return document && isSpecDocument(document) ? document : undefined;
}

/** Whether a document is a spec that a person can edit. */
export function isSpecDocument(document: TextDocument): boolean {
  return languages.match(specSelector, document) > 0;
}

/**
 * The spec at an address, open or saved; undefined when it is gone. A new file that was closed
 * without being saved is gone too.
 */
export async function openSpec(address: string): Promise<TextDocument | undefined> {
  const uri = Uri.parse(address);
  const open = workspace.textDocuments.find((document) => document.uri.toString() === address);
  if (open || uri.scheme === 'untitled') return open;
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

const ending = /\.cekura-agent\.ya?ml$/;

/** Whether a file is called as specs are. */
export function isSpec({ path }: Uri): boolean {
  return ending.test(path);
}

/** What a spec is called: its file's name without `.cekura-agent.yaml`. */
export function nameOf({ path }: Uri): string {
  return posix.basename(path).replace(ending, '');
}
