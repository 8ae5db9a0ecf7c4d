import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './serve';

export { runCommand } from './commandLine';

/** Serves one editor over what the arguments of the process name: `--stdio`, `--node-ipc` or a socket. */
export function startServer(): void {
  serve(createConnection(ProposedFeatures.all));
}
