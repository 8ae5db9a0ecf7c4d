import { window } from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type LanguageClient,
} from 'vscode-languageclient/node';
import { notify } from '../ui/notifications';

/**
 * What becomes of the language server when it ends by itself: it is started again, which the log tells, until it has
 * ended five times in three minutes; then a person can.
 * @param client gives the client whose server ends
 */
export function serverCrashes(client: () => LanguageClient): ErrorHandler {
  let standard: ErrorHandler | undefined;
  const handler = () => {
    standard ??= client().createDefaultErrorHandler();
    return standard;
  };
  return {
    // Messages cannot be sent while a server ends, which its closed connection tells: the standard handler shuts the client
    // down after three of them, and then nobody starts the server again.
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    async closed(): Promise<CloseHandlerResult> {
      // The start of a server that ended meanwhile has to have failed before the next one begins.
      await client()
        .start()
        .catch(() => undefined);
      const result = await handler().closed();
      if (result.action === CloseAction.Restart) return result;
      notify(
        window.showErrorMessage,
        "The Cekura language server crashed 5 times in 3 minutes. Specs aren't checked until you restart it.",
        {
          Restart() {
            standard = undefined;
            return client().start();
          },
        },
      );
      return { ...result, handled: true };
    },
  };
}
