import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import {
  commands,
  languages,
  type Position,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { type Sandbox, startSandbox } from '../sandbox/index';
import { eventually, forget } from './person';

/** The key that Cekura knows the tests by. */
export const key = 'key-of-the-tests';

/** A spec that is created at once. */
export const plainSpec = (name: string) => `# Answers the phone.
name: ${name}
description: You answer the phone.
project: 42
provider:
  type: custom
`;

/** A sandbox in Cekura's place for the tests of a `describe`. */
export function useSandbox(): { readonly sandbox: Sandbox; creates(): Record<string, unknown>[] } {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ stageMs: 20 });
    useCekuraAt(sandbox.url);
  });
  after(async () => {
    await closeEditors();
    await sandbox.close();
  });
  beforeEach(() => {
    forget();
    sandbox.disarm();
    sandbox.requests.length = 0;
  });
  return {
    get sandbox() {
      return sandbox;
    },
    creates: () =>
      sandbox.requests
        .filter(({ call }) => call === 'create')
        .map(({ body }) => Object.fromEntries(Object.entries(body ?? {}))),
  };
}

/** Closes all editors, and waits until nothing is left of new files: the next one is given their name. */
export async function closeEditors(): Promise<void> {
  await commands.executeCommand('workbench.action.closeAllEditors');
  await eventually(() => {
    const checked = languages.getDiagnostics().filter(([, found]) => found.length > 0);
    const left = [...workspace.textDocuments.map(({ uri }) => uri), ...checked.map(([uri]) => uri)];
    return !left.some(({ scheme }) => scheme === 'untitled') || undefined;
  });
}

/** Creates go to this address from now on, with the key of the tests. */
export function useCekuraAt(url: string): void {
  Object.assign(process.env, { CEKURA_API_URL: url, CEKURA_API_KEY: key });
}

/** Where a file of the opened folder is. */
export function inFolder(name: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  return Uri.joinPath(folder?.uri ?? assert.fail('No folder is open.'), name);
}

/** Writes a new spec into the folder and opens it; each name once, as agents are remembered by it. */
export async function openFile(name: string, text: string): Promise<TextDocument> {
  const uri = inFolder(`${name}.cekura-agent.yaml`);
  await writeFile(uri.fsPath, text, { flag: 'wx' });
  return show(await workspace.openTextDocument(uri));
}

/** Opens a spec that was never saved. */
export async function openNew(content: string): Promise<TextDocument> {
  return show(await workspace.openTextDocument({ language: 'cekura-agent', content }));
}

async function show(document: TextDocument): Promise<TextDocument> {
  await window.showTextDocument(document, { preview: false });
  return document;
}

/** Creates the agent of a spec; ends when everything was asked and answered. */
export const create = ({ uri }: { uri: Uri }) => commands.executeCommand('cekuraAgent.create', uri);

/** Gives a file of the folder another name, as the explorer does; gives where it is then. */
export async function rename({ uri }: { uri: Uri }, name: string): Promise<Uri> {
  const to = inFolder(name);
  const edit = new WorkspaceEdit();
  edit.renameFile(uri, to);
  assert.ok(await workspace.applyEdit(edit));
  return to;
}

/** Deletes a file of the folder, as the explorer does. */
export async function remove(uri: Uri): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.deleteFile(uri);
  assert.ok(await workspace.applyEdit(edit));
}

/** Puts a text at a place of a document. */
export async function insert(document: TextDocument, place: Position, text: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  await editor.edit((builder) => builder.replace(new Range(place, place), text));
}

/** What a file holds on the disk. */
export const onDisk = async (uri: Uri) => Buffer.from(await workspace.fs.readFile(uri)).toString();
