import {
  type Connection,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { SpecDocument } from '../document/specDocument';
import { noSupport, supportOf } from '../features/clientSupport';
import { codeActions } from '../features/codeActions';
import { complete, completeFiles, resolveItem } from '../features/completion';
import { fileSiteAt } from '../features/completion/files';
import { hover } from '../features/hover';
import { nearbyFiles } from '../files/nearbyFiles';
import { CreateErrors } from './createErrors';
import { serveMessages } from './customRequests';
import { navigationCapabilities, serveNavigation } from './navigation';
import { OpenDocuments } from './openDocuments';
import { DiagnosticsProvider, diagnosticsCapabilities } from './pullDiagnostics';
import { Publisher } from './pushDiagnostics';

/** Answers an editor over a connection until it ends: every handler fetches the document and calls one feature. */
export function serve(connection: Connection, onFirstSpec: () => void): void {
  const documents = new OpenDocuments();
  const createErrors = new CreateErrors(documents);
  const first = documents.manager.onDidOpen(() => {
    first.dispose();
    onFirstSpec();
  });
  let support = noSupport;

  connection.onInitialize((params): InitializeResult => {
    support = supportOf(params);
    if (support.pullsDiagnostics) {
      const provider = new DiagnosticsProvider(
        connection,
        documents,
        createErrors,
        params.workspaceFolders ?? [],
      );
      if (support.watchesFiles) connection.onInitialized(() => provider.watch());
    } else {
      new Publisher(connection, documents, createErrors);
    }
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        completionProvider: {
          resolveProvider: true,
          triggerCharacters: [' ', '"', "'", '{', ':', '/'],
        },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll'] },
        ...(support.pullsDiagnostics ? diagnosticsCapabilities : {}),
        ...navigationCapabilities,
      },
      serverInfo: { name: 'cekura-agent' },
    };
  });

  /** Calls a feature with the document a request speaks of; null when it is not open. */
  const withDocument = <T>(uri: string, feature: (document: SpecDocument) => T): T | null => {
    const document = documents.get(uri);
    return document === undefined ? null : feature(document);
  };

  connection.onCompletion(({ textDocument, position, context }) =>
    withDocument(textDocument.uri, async (document) => {
      const site = fileSiteAt(document, document.textDocument.offsetAt(position));
      if (site !== undefined) {
        return completeFiles(document, site, await nearbyFiles(textDocument.uri), support);
      }
      const items = complete(document, position, support, context?.triggerCharacter);
      return support.lazyDocumentation ? items : items.map(resolveItem);
    }),
  );
  connection.onCompletionResolve(resolveItem);
  connection.onHover(({ textDocument, position }) =>
    withDocument(textDocument.uri, (document) => hover(document, position)),
  );

  connection.onCodeAction(({ textDocument, range, context }) =>
    withDocument(textDocument.uri, (document) =>
      codeActions(document, range, context.only, support),
    ),
  );

  serveNavigation(connection, withDocument);

  serveMessages(connection, documents, createErrors);

  documents.manager.listen(connection);
  connection.listen();
}
