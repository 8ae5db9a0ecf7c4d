import type { TextDocument } from 'vscode';
import type { Range } from 'vscode-languageserver-types';
import type { CreateErrors } from '../../../shared/src/messages';
import type { AskServer } from '../languageClient/languageClient';

/**
 * Has the language server show why no agent was created, in place of what it shows of the create before.
 *
 * @param errors null to show nothing any longer
 * @returns where they are shown; nowhere when their values were edited meanwhile, or the server does not answer
 */
export async function showCreateErrors(
  { uri }: TextDocument,
  errors: CreateErrors | null,
  ask: AskServer,
): Promise<Range[]> {
  const textDocument = { uri: uri.toString() };
  return ask('cekuraAgent/createErrors', { textDocument, errors }).catch(() => []);
}
