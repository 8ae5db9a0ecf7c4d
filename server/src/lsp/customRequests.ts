import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CekuraMessages } from '../../../shared/src/messages';
import type { SpecDocument } from '../document/specDocument';
import { agentSpec } from '../request/agentSpec';
import { agentIdOf, previewOf, requestOf } from '../request/request';
import { writeId } from '../request/writeId';
import { errorRangesOf, unfilledRangesOf } from '../rules';
import type { CreateErrors } from './createErrors';
import { handle } from './handle';
import type { OpenDocuments } from './openDocuments';

/** Answers what our own client asks beyond LSP. */
export function serveMessages(
  connection: Connection,
  documents: OpenDocuments,
  createErrors: CreateErrors,
): void {
  const on = <M extends keyof CekuraMessages>(
    method: M,
    answer: (params: CekuraMessages[M]['params']) => CekuraMessages[M]['result'],
  ) => {
    connection.onRequest(
      method,
      handle((params: CekuraMessages[M]['params']): unknown => answer(params)),
    );
  };
  const open = ({ textDocument: { uri } }: { textDocument: { uri: string } }): SpecDocument => {
    const document = documents.get(uri);
    if (document === undefined) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, `${uri} is not open.`);
    }
    return document;
  };
  on('cekuraAgent/request', (params) => withErrors(open(params), requestOf));
  on('cekuraAgent/preview', (params) => withErrors(open(params), previewOf));
  on('cekuraAgent/createErrors', (params) => createErrors.show(open(params), params.errors));
  on('cekuraAgent/agentId', (params) => agentIdOf(open(params)));
  on('cekuraAgent/writeId', (params) => {
    const document = open(params);
    const { version } = document;
    return { version, edits: writeId(document, params.id) };
  });
  on('cekuraAgent/agentSpec', ({ agent }) => agentSpec(agent));
}

function withErrors<Request>(document: SpecDocument, requestFor: (spec: SpecDocument) => Request) {
  return {
    ...requestFor(document),
    errors: errorRangesOf(document),
    unfilled: unfilledRangesOf(document),
  };
}
