import type { window } from 'vscode';

/**
 * Shows a message with buttons and returns at once; a button's action runs when it is pressed.
 *
 * @param show `window.showInformationMessage` or one of its siblings
 */
export function notify(
  show: typeof window.showInformationMessage,
  message: string,
  actions: Record<string, () => unknown> = {},
): void {
  void show(message, ...Object.keys(actions)).then(async (label) => {
    if (label === undefined) return;
    try {
      await actions[label]?.();
    } catch {
      void show(`Couldn't run "${label}". Try again, or reload the window.`);
    }
  });
}
