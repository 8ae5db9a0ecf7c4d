import { setTimeout } from 'node:timers/promises';
import { ProgressLocation, StatusBarAlignment, window } from 'vscode';
import type { JsonObject } from '../../../shared/src/messages';
import { type CreateOutcome, createAgent } from '../api/cekuraApi';
import { type Failure, inWords, whatHappened } from '../api/failure';
import type { Connection } from '../api/http';

/** Pauses up to this length pass unnoticed, in milliseconds. */
const unnoticedMs = 3_000;

/** After so many milliseconds a create can be cancelled. */
const shortMs = 2_000;

/**
 * Sends a create, which the status bar shows, after a while with *Cancel*. A pause before it is sent again is shown with
 * why it is made.
 *
 * @param body the spec with its placeholders resolved
 */
export async function sendCreate(connection: Connection, body: JsonObject): Promise<CreateOutcome> {
  const cancel = new AbortController();
  const onWait = (pauseMs: number, failure: Failure) => {
    if (pauseMs > unnoticedMs) showPause(pauseMs, failure, cancel);
  };
  const outcome = createAgent(connection, body, { onWait, signal: cancel.signal });
  const ended = new AbortController();
  const whileShort = Promise.race([
    outcome,
    setTimeout(shortMs, undefined, { signal: ended.signal }).catch(() => undefined),
  ]);
  void window.withProgress(
    { location: ProgressLocation.Window, title: 'Creating agent…' },
    () => whileShort,
  );
  if ((await whileShort) === undefined) return showCancel(outcome, cancel);
  ended.abort();
  return outcome;
}

/** Shows until the outcome is known that it can be cancelled. */
async function showCancel(
  outcome: Promise<CreateOutcome>,
  cancel: AbortController,
): Promise<CreateOutcome> {
  const item = window.createStatusBarItem(
    'cekuraAgent.creating',
    StatusBarAlignment.Left,
    Number.MAX_SAFE_INTEGER,
  );
  item.name = 'Cekura Create';
  item.text = '$(sync~spin) Creating agent… $(close) Cancel';
  item.tooltip = 'Stop waiting for Cekura';
  item.accessibilityInformation = { label: 'Creating agent. Cancel', role: 'button' };
  item.command = { title: 'Cancel', command: 'cekuraAgent.cancelCreate', arguments: [cancel] };
  item.show();
  return outcome.finally(() => item.dispose());
}

/** What the command of the item does. */
export function cancelCreate(cancel: unknown): void {
  if (cancel instanceof AbortController)
    cancel.abort(new DOMException('Cancelled', 'TimeoutError'));
}

function showPause(pauseMs: number, failure: Failure, cancel: AbortController): void {
  const title = `${whatHappened(failure)} Trying again ${inWords(pauseMs / 1_000)}.`;
  const location = ProgressLocation.Notification;
  void window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    token.onCancellationRequested(() => cancel.abort());
    await setTimeout(pauseMs, undefined, { signal: cancel.signal }).catch(() => undefined);
  });
}
