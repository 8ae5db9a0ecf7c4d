import assert from 'node:assert/strict';
import { EventEmitter, languages, type StatusBarItem, window } from 'vscode';

/** A message or an input box that is shown to a person. */
export interface Question {
  /** What a message says, or the title of a box. */
  text: string;
  /** Those of a message. */
  buttons: string[];
  /** Presses a button, or types into the box and accepts; without a text it is closed. */
  answer(answer?: string): void;
}

let shown: Question[] = [];
let statusText = '';
let languageStatusText = '';

const show = (text: string, buttons: string[] = []) =>
  new Promise<string | undefined>((answer) => shown.push({ text, buttons, answer }));

const isText = (value: unknown) => typeof value === 'string';

function showMessage(text: string, ...rest: unknown[]) {
  const details = rest.map((one) => Reflect.get(Object(one), 'detail')).filter(isText);
  return show([text, ...details].join('\n'), rest.filter(isText));
}

/** Its rows are what can be answered, by their labels. */
async function showQuickPick(
  given: Thenable<readonly (string | { label: string; description?: string })[]>,
  { title = '' } = {},
) {
  const rows = (await given).map((row) =>
    typeof row === 'string' ? { label: row, row } : { ...row, row },
  );
  const words = rows.map(({ label, ...row }) =>
    'description' in row ? `${label}: ${row.description}` : label,
  );
  const answer = await show(title, words);
  return rows.find(({ label }) => label === answer)?.row;
}

function createInputBox() {
  const [accepted, hidden, other] = [0, 1, 2].map(() => new EventEmitter<void>());
  const box = {
    title: '',
    value: '',
    onDidAccept: accepted?.event,
    onDidHide: hidden?.event,
    onDidChangeValue: other?.event,
    onDidTriggerButton: other?.event,
    async show() {
      const answer = await show(box.title);
      box.value = answer ?? '';
      (answer === undefined ? hidden : accepted)?.fire();
    },
    hide: () => hidden?.fire(),
    dispose: () => undefined,
  };
  return box;
}

const { createStatusBarItem } = window;
const { createLanguageStatusItem } = languages;

/**
 * From here on tests take the place of the person before the window: they hear and answer what is
 * said and asked. The real messages and boxes are for the window layer.
 */
Object.assign(window, {
  showInformationMessage: showMessage,
  showWarningMessage: showMessage,
  showErrorMessage: showMessage,
  showInputBox: ({ title = '' } = {}) => show(title),
  showQuickPick,
  createInputBox,
  createStatusBarItem(...args: Parameters<typeof createStatusBarItem>): StatusBarItem {
    const item = createStatusBarItem(...args);
    return Object.defineProperty(item, 'text', {
      set(text: string) {
        statusText = text;
        Reflect.set(Object.getPrototypeOf(item), 'text', text, item);
      },
    });
  },
});

Object.assign(languages, {
  createLanguageStatusItem(...args: Parameters<typeof createLanguageStatusItem>) {
    const made = createLanguageStatusItem(...args);
    const text = Object.getOwnPropertyDescriptor(made, 'text');
    return Object.defineProperty(made, 'text', {
      ...text,
      set(said: string) {
        languageStatusText = said;
        text?.set?.call(made, said);
      },
    });
  },
});

/** Waits until something is said or asked, and takes it from what waits. */
export async function said(pattern: RegExp): Promise<Question> {
  const found = await eventually(
    () => shown.find(({ text }) => pattern.test(text)),
    () => `Nobody said ${pattern}. There is: ${unanswered().join(' | ')}`,
  );
  shown = shown.filter((one) => one !== found);
  return found;
}

/** What was said and asked, and has not been taken. */
export const unanswered = (): string[] => shown.map(({ text }) => text);

/** Forgets what was said before. */
export function forget(): void {
  shown = [];
}

/** Waits until the extension's item of the status bar says something. */
export async function statusSays(pattern: RegExp): Promise<void> {
  await eventually(
    () => pattern.test(statusText) || undefined,
    () => `The status bar does not say ${pattern}, but: ${statusText}`,
  );
}

/** Waits until the extension's item beside the language of the spec says something. */
export async function languageStatusSays(pattern: RegExp): Promise<void> {
  await eventually(
    () => pattern.test(languageStatusText) || undefined,
    () => `The language status does not say ${pattern}, but: ${languageStatusText}`,
  );
}

/**
 * Waits until there is a value; the limit only ends a hang.
 *
 * @param otherwise what the error says when there is none in five minutes
 */
export async function eventually<T>(
  read: () => T | undefined | Promise<T | undefined>,
  otherwise = () => 'It did not come within five minutes.',
): Promise<T> {
  for (const end = Date.now() + 300_000; Date.now() < end; ) {
    const value = await read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return assert.fail(otherwise());
}
