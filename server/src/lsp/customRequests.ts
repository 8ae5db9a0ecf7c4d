import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CekuraMessages } from '../../../shared/src/messages';
import type { SpecDocument } from '../document/specDocument';
import { answers } from '../features/messages';
import type { CreateErrors } from './createErrors';
import { handle } from './handle';
import type { OpenDocuments } from './openDocuments';

/** Answers what our own client asks beyond LSP. */
export function serveMessages(
  connection: Connection,
  documents: OpenDocuments,
  createErrors: CreateErrors,
): void {
  const open = (uri: string): SpecDocument => {
    const document = documents.get(uri);
    if (document === undefined) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, `${uri} is not open.`);
    }
    return document;
  };
  type CreateErrorsParams = CekuraMessages['cekuraAgent/createErrors']['params'];
  connection.onRequest(
    'cekuraAgent/createErrors',
    handle(({ textDocument, errors }: CreateErrorsParams) =>
      createErrors.show(open(textDocument.uri), errors),
    ),
  );
  const all: Record<string, (params: never) => unknown> = answers(open);
  for (const [method, answer] of Object.entries(all)) {
    connection.onRequest(method, handle(answer));
  }
}
