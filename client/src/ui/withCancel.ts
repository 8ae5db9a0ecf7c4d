import { setTimeout } from 'node:timers/promises';
import { ProgressLocation, StatusBarAlignment, window } from 'vscode';
import { inWords, whatHappened } from '../api/failure';
import type { Failure } from '../api/reply';
import type { Waiting } from '../api/retry';

/** Pauses up to this length pass unnoticed, in milliseconds. */
const unnoticedMs = 3_000;

/** After so many milliseconds what is sent can be cancelled. */
const shortMs = 2_000;

/**
 * Sends something, which the status bar shows, after a while with *Cancel*. A pause before it is sent again is shown with
 * why it is made.
 *
 * @param title what is done, such as `Creating agent`
 */
export async function withCancel<Outcome>(
  title: string,
  sending: (waiting: Waiting) => Promise<Outcome>,
): Promise<Outcome> {
  const cancel = new AbortController();
  const onWait = (pauseMs: number, failure: Failure) => {
    if (pauseMs > unnoticedMs) showPause(pauseMs, failure, cancel);
  };
  const outcome = sending({ onWait, signal: cancel.signal });
  const ended = new AbortController();
  const whileShort = Promise.race([
    outcome,
    setTimeout(shortMs, undefined, { signal: ended.signal }).catch(() => undefined),
  ]);
  void window.withProgress(
    { location: ProgressLocation.Window, title: `${title}…` },
    () => whileShort,
  );
  if ((await whileShort) === undefined) return showCancel(title, outcome, cancel);
  ended.abort();
  return outcome;
}

/** Shows until the outcome is known that it can be cancelled. */
async function showCancel<Outcome>(
  title: string,
  outcome: Promise<Outcome>,
  cancel: AbortController,
): Promise<Outcome> {
  const item = window.createStatusBarItem(
    'cekuraAgent.sending',
    StatusBarAlignment.Left,
    Number.MAX_SAFE_INTEGER,
  );
  item.name = 'Cekura';
  item.text = `$(sync~spin) ${title}… $(close) Cancel`;
  item.tooltip = 'Stop waiting for Cekura';
  item.accessibilityInformation = { label: `${title}. Cancel`, role: 'button' };
  item.command = { title: 'Cancel', command: 'cekuraAgent.cancel', arguments: [cancel] };
  item.show();
  return outcome.finally(() => item.dispose());
}

/** What the command of the item does. */
export function cancel(controller: unknown): void {
  if (controller instanceof AbortController)
    controller.abort(new DOMException('Cancelled', 'TimeoutError'));
}

function showPause(pauseMs: number, failure: Failure, cancel: AbortController): void {
  const title = `${whatHappened(failure)} Trying again ${inWords(pauseMs / 1_000)}.`;
  const location = ProgressLocation.Notification;
  void window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    token.onCancellationRequested(() => cancel.abort());
    await setTimeout(pauseMs, undefined, { signal: cancel.signal }).catch(() => undefined);
  });
}
