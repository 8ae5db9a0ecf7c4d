import { setImmediate } from 'node:timers/promises';
import { URI as Uri } from 'vscode-uri';

export { Uri };

/** What a person is shown, with the buttons they may press. */
export interface Message {
  text: string;
  buttons: string[];
  modal: boolean;
}

/** A text that is open in the editor. */
export class Document {
  version = 1;
  isClosed = false;
  readonly isUntitled = true;
  readonly isDirty = true;
  readonly languageId = 'cekura-agent';

  constructor(
    readonly uri: Uri,
    private text: string,
  ) {}

  get fileName(): string {
    return this.uri.path;
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
  documents: [] as Document[],
  messages: [] as Message[],
  /** Which button is pressed when something is said or asked; undefined when it is closed. */
  press: (_message: Message): string | undefined => undefined,
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
    editor.documents = [];
    editor.messages = [];
    editor.press = () => undefined;
    editor.type = async () => undefined;
  },

  open(text: string): Document {
    opened += 1;
    const document = new Document(Uri.parse(`untitled:Untitled-${opened}`), text);
    editor.documents.push(document);
    return document;
  },
};
let opened = 0;

async function show(text: string, ...rest: (string | { modal?: boolean })[]) {
  const buttons = rest.filter((item) => typeof item === 'string');
  const modal = rest.some((item) => typeof item === 'object' && item.modal === true);
  const message = { text, buttons, modal };
  editor.messages.push(message);
  // Nobody is quicker than the code that goes on after it has said something.
  await setImmediate();
  return editor.press(message);
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

export const window = {
  activeTextEditor: undefined,
  showInformationMessage: show,
  showWarningMessage: show,
  showErrorMessage: show,
  createInputBox,
  showTextDocument: async () => undefined,
  createStatusBarItem: () => editor.statusItem,
  withProgress: (_options: object, task: (progress: object, token: object) => unknown) =>
    task({}, { onCancellationRequested: () => undefined }),
};

export const ThemeIcon = class {};

export const workspace = {
  isTrusted: true,
  get textDocuments() {
    return editor.documents;
  },
  async openTextDocument(uri: Uri) {
    const found = editor.documents.find((document) => `${document.uri}` === `${uri}`);
    if (!found) throw new Error('There is no such file.');
    return found;
  },
  getConfiguration: () => ({ get: () => undefined, inspect: () => undefined }),
  getWorkspaceFolder: () => undefined,
};

export const languages = { match: () => 1 };
export const commands = { executeCommand: async () => undefined };
export const env = { openExternal: async () => true, clipboard: { writeText: async () => {} } };
export const StatusBarAlignment = { Left: 1 };
export const ProgressLocation = { Notification: 15, Window: 10 };
export const WorkspaceEdit = class {};
export const TextEdit = class {};
export const Range = class {};

export class EventEmitter {
  readonly event = () => ({ dispose: () => undefined });
  fire(): void {}
}
