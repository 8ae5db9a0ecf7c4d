import {
  createConnection,
  LSPErrorCodes,
  type Message,
  ProposedFeatures,
  type ResponseMessage,
} from 'vscode-languageserver/node';
import { serve } from './languageServer';

/**
 * Serves one editor over what the arguments of the process name: `--stdio`, `--node-ipc` or a socket.
 *
 * @param onFirstSpec is called when the first spec has been opened
 */
export function startServer(onFirstSpec: () => void): void {
  const connectionStrategy = { cancelUndispatched: answerCancelled };
  const connection = createConnection(ProposedFeatures.all, { connectionStrategy });
  serve(connection, onFirstSpec);
}

/** Answers a request that was cancelled before its turn came, so that it costs nothing else; the library adds the id. */
function answerCancelled({ jsonrpc }: Message): ResponseMessage {
  const error = { code: LSPErrorCodes.RequestCancelled, message: 'The editor cancelled this.' };
  return { jsonrpc, id: null, error };
}
