import type { TextDocument } from 'vscode';
import type { AskServer, CreateErrors, ShownError } from '../../../shared/src/messages';

/**
 * Has the language server show why no agent was created, in place of what it shows of the create before.
 *
 * @param errors null to show nothing any longer
 * @returns those that are shown; none when their values were edited meanwhile, when they are about no field, or when the
 * server does not answer
 */
export async function showCreateErrors(
  { uri }: TextDocument,
  errors: CreateErrors | null,
  ask: AskServer,
): Promise<ShownError[]> {
  const textDocument = { uri: uri.toString() };
  return ask('cekuraAgent/createErrors', { textDocument, errors }).catch(() => []);
}
