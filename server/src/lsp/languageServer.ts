import {
  type Connection,
  ErrorCodes,
  type InitializeResult,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { SpecDocument } from '../document/specDocument';
import {
  accountName,
  accountProposals,
  accountQueryToComplete,
  accountQueryToExplain,
} from '../features/account';
import { type ClientSupport, supportOf } from '../features/clientSupport';
import { codeActions } from '../features/codeActions';
import { complete, completeFiles, resolveItem } from '../features/completion';
import { fileSiteAt } from '../features/completion/files';
import { hover } from '../features/hover';
import { nearbyFiles } from '../files/nearbyFiles';
import { accountNames } from './accountNames';
import { CreateErrors } from './createErrors';
import { serveMessages } from './customRequests';
import { handle } from './handle';
import { MissingFiles } from './missingFiles';
import { navigationCapabilities, serveNavigation } from './navigation';
import type { DiagnosticSources } from './openDiagnostics';
import { openDocuments } from './openDocuments';
import { DiagnosticsProvider, diagnosticsCapabilities } from './pullDiagnostics';
import { Publisher } from './pushDiagnostics';
import { WatchedFiles } from './watchedFiles';
import { WorkspaceFolders } from './workspaceFolders';

/** Answers an editor over a connection until it ends: every handler fetches the document and calls one feature. */
export function serve(connection: Connection, onFirstSpec: () => void): void {
  const documents = openDocuments();
  const createErrors = new CreateErrors(documents);
  const first = documents.onDidOpen(() => {
    first.dispose();
    onFirstSpec();
  });
  let isInitialized = false;
  connection.onInitialize(
    handle((params): InitializeResult => {
      isInitialized = true;
      const support = supportOf(params);
      const folders = new WorkspaceFolders(connection, params);
      const missingFiles = new MissingFiles(documents, folders);
      const sources = { documents, createErrors, missingFiles, support };
      serveDiagnostics(connection, sources, folders);
      serveFeatures(connection, sources);
      serveMessages(connection, documents, createErrors);
      documents.listen(connection);
      return { capabilities: capabilitiesFor(support), serverInfo: { name: 'cekura-agent' } };
    }),
  );
  // Everything else is served from then on.
  connection.onRequest((method) =>
    isInitialized
      ? new ResponseError(ErrorCodes.MethodNotFound, `The server doesn't know ${method}.`)
      : new ResponseError(ErrorCodes.ServerNotInitialized, 'Send `initialize` first.'),
  );
  connection.listen();
}

function capabilitiesFor({ pullsDiagnostics }: ClientSupport): ServerCapabilities {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: {
      resolveProvider: true,
      triggerCharacters: [' ', '"', "'", '{', ':', '/'],
    },
    hoverProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll'] },
    ...(pullsDiagnostics ? diagnosticsCapabilities : {}),
    ...navigationCapabilities,
  };
}

function serveDiagnostics(
  connection: Connection,
  sources: DiagnosticSources,
  folders: WorkspaceFolders,
): void {
  const { missingFiles, support } = sources;
  const disk = new WatchedFiles(connection);
  for (const changing of [disk, folders]) changing.onDidChange(() => missingFiles.lookAgain());
  if (support.pullsDiagnostics) new DiagnosticsProvider(connection, sources, { folders, disk });
  else new Publisher(connection, sources);
  if (support.watchesFiles) connection.onInitialized(() => disk.watch());
}

function serveFeatures(
  connection: Connection,
  { documents, createErrors, support }: DiagnosticSources,
): void {
  /** Calls a feature with the document a request speaks of; null when it is not open. */
  const withDocument = <T>(uri: string, feature: (document: SpecDocument) => T): T | null => {
    const document = documents.get(uri);
    return document === undefined ? null : feature(document);
  };
  const namesFor = accountNames(connection, support);
  connection.onCompletion(
    handle(({ textDocument, position, context }) =>
      withDocument(textDocument.uri, async (document) => {
        const site = fileSiteAt(document, document.offsetAt(position));
        if (site !== undefined) {
          return completeFiles(document, site, await nearbyFiles(textDocument.uri), support);
        }
        const named = await namesFor(accountQueryToComplete(document, position));
        const trigger = context?.triggerCharacter;
        const items = complete(document, position, support, trigger, accountProposals(named));
        return support.lazyDocumentation ? items : items.map(resolveItem);
      }),
    ),
  );
  connection.onCompletionResolve(handle(resolveItem));
  connection.onHover(
    handle(({ textDocument, position }) =>
      withDocument(textDocument.uri, async (document) => {
        const entries = await namesFor(accountQueryToExplain(document, position));
        return hover(document, position, accountName(document, position, entries));
      }),
    ),
  );
  connection.onCodeAction(
    handle(({ textDocument, range, context }) =>
      withDocument(textDocument.uri, (document) =>
        codeActions(document, range, context, support, createErrors.fixable(document, range)),
      ),
    ),
  );
  serveNavigation(connection, withDocument);
}
