import { type ExtensionContext, type LogOutputChannel, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { forkOptions } from '../../../shared/src/forkOptions';
import {
  type AccountEntry,
  type AccountQuery,
  type AskServer,
  accountRequest,
  type CekuraMessages,
  trustedNotification,
} from '../../../shared/src/messages';
import { specSelector } from '../specs/specDocuments';
import { serverCrashes } from './serverCrashes';
import { traceLine } from './traceLine';

/**
 * Starts the language server as a process of its own, which the client library starts again when
 * it crashes. What is asked before it is ready waits for it.
 *
 * @param account what the account has for the values of specs
 */
export function startLanguageClient(
  context: ExtensionContext,
  log: LogOutputChannel,
  account: (query: AccountQuery) => Promise<AccountEntry[]>,
): AskServer {
  const run = {
    module: context.asAbsolutePath('dist/server.js'),
    transport: TransportKind.ipc,
    options: forkOptions,
  };
  const client: LanguageClient = new QuietClient(
    'cekuraAgent',
    'Cekura Agent',
    {
      run,
      debug: {
        ...run,
        options: {
          ...forkOptions,
          execArgv: [...forkOptions.execArgv, '--nolazy', '--inspect=6009'],
        },
      },
    },
    {
      documentSelector: specSelector,
      outputChannel: log,
      traceOutputChannel: withTraceLines(log),
      errorHandler: serverCrashes(() => client),
      // A server that ends while it starts is started again, or told of, as any that ends.
      initializationFailedHandler: () => false,
      initializationOptions: () => ({
        keepsSecrets: true,
        knowsAccount: true,
        isTrusted: workspace.isTrusted,
      }),
    },
  );
  context.subscriptions.push(
    client,
    workspace.onDidGrantWorkspaceTrust(() =>
      client.sendNotification(trustedNotification).catch((error) => log.error(error)),
    ),
  );
  client.onRequest(accountRequest, account);
  client.start().catch((error) => log.error(error));
  return (method, params) =>
    client.sendRequest<CekuraMessages[typeof method]['result']>(method, params);
}

/** What goes wrong between it and the server stands in the log; `serverCrashes` tells what a person should know. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** The log, but for the protocol's trace, of which it gets one line for each message. */
function withTraceLines(log: LogOutputChannel): LogOutputChannel {
  const trace = (message: string) => log.trace(traceLine(message));
  return Object.create(log, { trace: { value: trace } });
}
