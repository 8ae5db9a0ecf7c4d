import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CekuraMessages, SpecVersion } from '../../../shared/src/messages';
import { changedLines } from '../base/textDiff';
import { SpecDocument } from '../document/specDocument';
import { agentIdOf, previewOf, requestOf } from '../request/request';
import { writeId } from '../request/writeId';
import { errorRangesOf, unfilledRangesOf } from '../rules';
import { agentSpec, commonOf, compareSpec, pull, updateOf } from '../sync';
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
  const versionOf = ({ text, textDocument }: SpecVersion): SpecDocument =>
    text === undefined ? open({ textDocument }) : SpecDocument.create(textDocument.uri, 0, text);
  on('cekuraAgent/request', (params) => withErrors(versionOf(params), requestOf));
  on('cekuraAgent/compare', (params) => compareSpec(versionOf(params), params));
  on('cekuraAgent/common', (params) => commonOf(versionOf(params), params, params));
  on('cekuraAgent/update', (params) => updateOf(versionOf(params), params, params));
  on('cekuraAgent/pull', ({ agent, fields, ...params }) => {
    const document = open(params);
    const { version, text } = document;
    const isBroken = document.parsed.problems.length > 0;
    const pulled = pull(document, agent, isBroken ? [] : fields);
    const edits = changedLines(text, pulled.text).map(({ newText, ...span }) => ({
      range: document.rangeOf(span),
      newText,
    }));
    return { ...pulled, version, edits, isBroken };
  });
  on('cekuraAgent/preview', (params) => withErrors(open(params), previewOf));
  on('cekuraAgent/createErrors', (params) => createErrors.show(open(params), params.errors));
  on('cekuraAgent/agentId', (params) => agentIdOf(open(params)));
  on('cekuraAgent/writeId', (params) => {
    const document = open(params);
    const { version } = document;
    return { version, edits: writeId(document, params.id) };
  });
  on('cekuraAgent/agentSpec', ({ agent, withSecrets }) => agentSpec(agent, { withSecrets }));
}

function withErrors<Request>(document: SpecDocument, requestFor: (spec: SpecDocument) => Request) {
  return {
    ...requestFor(document),
    errors: errorRangesOf(document),
    unfilled: unfilledRangesOf(document),
  };
}
