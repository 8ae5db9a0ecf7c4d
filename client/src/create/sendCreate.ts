import { setTimeout } from 'node:timers/promises';
import { ProgressLocation, window } from 'vscode';
import type { JsonObject } from '../../../shared/src/messages';
import { type CreateOutcome, createAgent } from '../api/cekuraApi';
import { type Failure, inWords, whatHappened } from '../api/failure';
import type { Connection } from '../api/http';

/** Pauses up to this length pass unnoticed, in milliseconds. */
const unnoticedMs = 3_000;

/**
 * Sends a create, which the status bar shows. A pause before it is sent again is shown with why
 * it is made, and with *Cancel*.
 *
 * @param body the spec with its placeholders resolved
 */
export async function sendCreate(connection: Connection, body: JsonObject): Promise<CreateOutcome> {
  const cancel = new AbortController();
  const onWait = (pauseMs: number, failure: Failure) => {
    if (pauseMs > unnoticedMs) showPause(pauseMs, failure, cancel);
  };
  return window.withProgress(
    { location: ProgressLocation.Window, title: 'Creating the agent' },
    () => createAgent(connection, body, { onWait, signal: cancel.signal }),
  );
}

function showPause(pauseMs: number, failure: Failure, cancel: AbortController): void {
  const title = `${whatHappened(failure)} The spec is sent again ${inWords(pauseMs / 1_000)}.`;
  const location = ProgressLocation.Notification;
  void window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    token.onCancellationRequested(() => cancel.abort());
    await setTimeout(pauseMs, undefined, { signal: cancel.signal }).catch(() => undefined);
  });
}
