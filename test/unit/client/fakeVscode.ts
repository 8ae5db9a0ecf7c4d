import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { TextDocument as Text } from 'vscode-languageserver-textdocument';
import type { Position } from 'vscode-languageserver-types';
import { URI as Uri } from 'vscode-uri';

export { Uri };

/** What a person is shown, with the buttons they may press. */
export interface Message {
  text: string;
  buttons: string[];
  modal: boolean;
  /** What stands below the text of a modal message. */
  detail?: string;
}

/** A text that is open in the editor. */
export class Document {
  version = 1;
  isClosed = false;
  isDirty = true;
  readonly languageId = 'cekura-agent';

  constructor(
    readonly uri: Uri,
    private text: string,
  ) {}

  get isUntitled(): boolean {
    return this.uri.scheme === 'untitled';
  }

  get fileName(): string {
    return this.uri.path;
  }

  positionAt(offset: number): Position {
    return Text.create('', '', 1, this.text).positionAt(offset);
  }

  getText(): string {
    return this.text;
  }

  edit(text: string): void {
    this.text = text;
    this.version += 1;
  }

  close(): void {
    this.isClosed = true;
    editor.documents = editor.documents.filter((document) => document !== this);
  }
}

/** The editor in which the code under test runs, and who sits in front of it. */
export const editor = {
  /** The folder that is chosen when one is asked for. */
  folder: undefined as string | undefined,
  documents: [] as Document[],
  messages: [] as Message[],
  /** Which button is pressed when something is said or asked; undefined when it is closed. */
  press: (_message: Message): string | undefined => undefined,
  /** Which rows of a list are chosen, by their labels; undefined when it is closed. */
  pick: (_rows: PickedRow[]): string[] | undefined => undefined,
  /** The commands that were run, with their arguments. */
  ran: [] as [command: string, ...args: unknown[]][],
  /** What is typed into an input box, by its title; undefined when it is closed. */
  type: async (_title: string): Promise<string | undefined> => undefined,

  /** The item of the status bar that was made last. */
  statusItem: {
    command: undefined as { arguments: unknown[] } | undefined,
    show: (): void => undefined,
    dispose: () => undefined,
  },

  /** Closes everything and gives new documents from then on. */
  reset(): void {
    editor.folder = undefined;
    editor.documents = [];
    editor.messages = [];
    editor.press = () => undefined;
    editor.pick = () => undefined;
    editor.ran = [];
    editor.type = async () => undefined;
  },

  /** @param path of a file; without it, the text was never saved */
  open(text: string, path?: string): Document {
    opened += 1;
    const uri = path === undefined ? Uri.parse(`untitled:Untitled-${opened}`) : Uri.file(path);
    const document = new Document(uri, text);
    editor.documents.push(document);
    return document;
  },
};
let opened = 0;

async function show(text: string, ...rest: (string | { modal?: boolean; detail?: string })[]) {
  const buttons = rest.filter((item) => typeof item === 'string');
  const modal = rest.some((item) => typeof item === 'object' && item.modal === true);
  const details = rest.flatMap((item) => (typeof item === 'object' ? (item.detail ?? []) : []));
  const [detail] = details;
  const message = { text, buttons, modal, ...(detail && { detail }) };
  editor.messages.push(message);
  // Nobody is quicker than the code that goes on after it has said something.
  await setImmediate();
  return editor.press(message);
}

/** A row of a list of the editor. */
interface PickedRow {
  label: string;
  description?: string;
  picked?: boolean;
}

/** A list; with `canPickMany` several rows are given. */
async function showQuickPick(
  rows: PickedRow[] | Promise<PickedRow[]>,
  options: { title?: string; canPickMany?: boolean } = {},
) {
  const given = await rows;
  const labels = editor.pick(given);
  const picked = labels && given.filter(({ label }) => labels.includes(label));
  return options.canPickMany ? picked : picked?.[0];
}

/** A list that is chosen from whenever its rows come. */
function createQuickPick() {
  const told = { accept: () => {}, hide: () => {} };
  const on = (event: keyof typeof told) => (listener: () => void) => {
    told[event] = listener;
    return nothing;
  };
  const list = {
    value: '',
    selectedItems: [] as PickedRow[],
    onDidChangeValue: () => nothing,
    onDidAccept: on('accept'),
    onDidHide: on('hide'),
    show: () => undefined,
    hide: () => told.hide(),
    dispose: () => undefined,
    set items(rows: PickedRow[]) {
      const labels = editor.pick(rows);
      list.selectedItems = rows.filter(({ label }) => labels?.includes(label));
      if (labels) told.accept();
      else told.hide();
    },
  };
  return list;
}

/** A box that closes when what was typed into it is refused. */
function createInputBox() {
  const told: Record<'accept' | 'hide', () => unknown> = { accept: () => {}, hide: () => {} };
  const dispose = () => undefined;
  const on = (event: keyof typeof told) => (listener: () => unknown) => {
    told[event] = listener;
    return { dispose };
  };
  const box = {
    title: '',
    value: '',
    onDidAccept: on('accept'),
    onDidHide: on('hide'),
    onDidChangeValue: () => ({ dispose }),
    onDidTriggerButton: () => ({ dispose }),
    async show() {
      box.value = (await editor.type(box.title)) ?? '';
      if (box.value) await told.accept();
      told.hide();
    },
    hide: () => told.hide(),
    dispose,
  };
  return box;
}

const nothing = { dispose: () => undefined };

export const window = {
  activeTextEditor: undefined,
  showInformationMessage: show,
  showWarningMessage: show,
  showErrorMessage: show,
  createInputBox,
  createQuickPick,
  showQuickPick,
  showTextDocument: async () => undefined,
  createStatusBarItem: () => editor.statusItem,
  showOpenDialog: async () => editor.folder && [Uri.file(editor.folder)],
  withProgress: (_options: object, task: (progress: object, token: object) => unknown) =>
    task(
      { report: () => undefined },
      { onCancellationRequested: () => undefined, isCancellationRequested: false },
    ),
};

export const ThemeIcon = class {};

export const workspace = {
  isTrusted: true,
  get textDocuments() {
    return editor.documents;
  },
  async openTextDocument(uri: Uri | { content: string }) {
    if ('content' in uri) return editor.open(uri.content);
    const found = editor.documents.find((document) => `${document.uri}` === `${uri}`);
    if (found) return found;
    const document = editor.open(readFileSync(uri.fsPath, 'utf8'), uri.fsPath);
    document.isDirty = false;
    return document;
  },
  getConfiguration: () => ({ get: () => undefined, inspect: () => undefined }),
  getWorkspaceFolder: () => undefined,
  async applyEdit(edit: WorkspaceEdit) {
    for (const [uri, edits] of edit.edits) {
      const document = await workspace.openTextDocument(uri);
      const text = Text.create('', '', 1, document.getText());
      document.edit(Text.applyEdits(text, edits));
      document.isDirty = true;
    }
    return true;
  },
  registerTextDocumentContentProvider: () => nothing,
  onDidChangeTextDocument: () => nothing,
  onDidCloseTextDocument: () => nothing,
};

export const languages = { match: () => 1 };
export const commands = {
  async executeCommand(...command: [string, ...unknown[]]): Promise<void> {
    editor.ran.push(command);
  },
};
export const env = { openExternal: async () => true, clipboard: { writeText: async () => {} } };
export const StatusBarAlignment = { Left: 1 };
export const ProgressLocation = { Notification: 15, Window: 10 };

interface Edit {
  range: { start: Position; end: Position };
  newText: string;
}

export class WorkspaceEdit {
  readonly edits: [Uri, Edit[]][] = [];
  get size(): number {
    return this.edits.length;
  }
  set(uri: Uri, edits: Edit[]): void {
    this.edits.push([uri, edits]);
  }
}

export const TextEdit = {
  replace: (range: Edit['range'], newText: string): Edit => ({ range, newText }),
};

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(line: number, character: number, endLine: number, endCharacter: number) {
    this.start = { line, character };
    this.end = { line: endLine, character: endCharacter };
  }
}

export class EventEmitter {
  readonly event = () => ({ dispose: () => undefined });
  fire(): void {}
}
