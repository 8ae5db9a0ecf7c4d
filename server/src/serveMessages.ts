import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { SpecDocument } from './document/specDocument';
import type { CekuraMessages } from './messages';
import type { OpenDocuments } from './openDocuments';
import { agentSpec } from './request/agentSpec';
import { locateAnswer } from './request/answer';
import { agentIdOf, previewOf, requestOf } from './request/request';
import { writeId } from './request/writeId';

/** Answers what our own client asks beyond LSP. */
export function serveMessages(connection: Connection, documents: OpenDocuments): void {
  const on = <M extends keyof CekuraMessages>(
    method: M,
    answer: (params: CekuraMessages[M]['params']) => CekuraMessages[M]['result'],
  ) => {
    connection.onRequest(method, (params: CekuraMessages[M]['params']): unknown => answer(params));
  };
  const open = ({ textDocument: { uri } }: { textDocument: { uri: string } }): SpecDocument => {
    const document = documents.get(uri);
    if (document === undefined) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, `${uri} is not open.`);
    }
    return document;
  };
  on('cekuraAgent/request', (params) => requestOf(open(params)));
  on('cekuraAgent/preview', (params) => previewOf(open(params)));
  on('cekuraAgent/locate', ({ text, answer }) => locateAnswer(text, answer));
  on('cekuraAgent/agentId', (params) => agentIdOf(open(params)));
  on('cekuraAgent/writeId', (params) => {
    const document = open(params);
    const { version } = document.textDocument;
    return { version, edits: writeId(document, params.id) };
  });
  on('cekuraAgent/agentSpec', ({ agent }) => agentSpec(agent));
}
