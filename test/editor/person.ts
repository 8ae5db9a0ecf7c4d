import assert from 'node:assert/strict';
import { type StatusBarItem, window } from 'vscode';

/** What is shown to a person and waits for an answer. */
export interface Question {
  text: string;
  /** Of a message. */
  buttons: string[];
  /** Presses a button, types into the box, or closes it without. */
  answer(answer?: string): void;
}

let shown: Question[] = [];
const statusTexts: string[] = [];

function show(text: string, buttons: string[] = []): Promise<string | undefined> {
  return new Promise((resolve) => shown.push({ text, buttons, answer: resolve }));
}

const showMessage = (text: string, ...rest: unknown[]) =>
  show(
    [text, ...rest.map(detailOf)].join(' ').trim(),
    rest.filter((one) => typeof one === 'string'),
  );

const detailOf = (options: unknown) =>
  typeof options === 'object' && options !== null && 'detail' in options ? options.detail : '';

/**
 * Takes the place of the person before the window, in all tests from now on: messages and input
 * boxes are answered by tests, and what the status bar says is kept. Window tests show the real ones.
 */
const createStatusBarItem = window.createStatusBarItem;
Object.assign(window, {
  showInformationMessage: showMessage,
  showWarningMessage: showMessage,
  showErrorMessage: showMessage,
  showInputBox: ({ title = '' } = {}) => show(title),
  createStatusBarItem: (...args: Parameters<typeof createStatusBarItem>): StatusBarItem =>
    new Proxy(createStatusBarItem(...args), {
      set(item, name, value) {
        if (name === 'text') statusTexts.push(value);
        return Reflect.set(item, name, value);
      },
      get(item, name) {
        const value = Reflect.get(item, name);
        return typeof value === 'function' ? value.bind(item) : value;
      },
    }),
});

/** Waits until something is said or asked, and takes it from what waits. */
export async function said(pattern: RegExp): Promise<Question> {
  const found = await eventually(
    () => shown.find(({ text }) => pattern.test(text)),
    () => `Nobody said ${pattern}, but: ${shown.map(({ text }) => text).join(' | ')}`,
  );
  shown = shown.filter((one) => one !== found);
  return found;
}

/** What was said and asked and not taken yet. */
export const unanswered = (): string[] => shown.map(({ text }) => text);

/** Forgets what was said before. */
export function forget(): void {
  shown = [];
  statusTexts.length = 0;
}

/** Waits until an item of the status bar says something. */
export async function statusSays(pattern: RegExp): Promise<void> {
  await eventually(
    () => pattern.test(statusTexts.at(-1) ?? '') || undefined,
    () => `The status bar never said ${pattern}, but: ${statusTexts.join(' | ')}`,
  );
}

/**
 * Waits until there is a value.
 *
 * @param otherwise what to say when there is none after two minutes, by default
 */
export async function eventually<T>(
  read: () => T | undefined | Promise<T | undefined>,
  otherwise: () => string = () => 'It did not come within two minutes.',
): Promise<T> {
  for (const end = Date.now() + 120_000; Date.now() < end; ) {
    const value = await read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail(otherwise());
}
