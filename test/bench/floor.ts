import {
  createConnection,
  DocumentDiagnosticReportKind,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

// The least a language server can do: it keeps the texts in sync, understands nothing and answers
// everything with nothing. What others need beyond it, they need for their answers.
const connection = createConnection();
const documents = new TextDocuments(TextDocument);
let pulled = false;

connection.onInitialize(({ capabilities }) => {
  pulled = capabilities.textDocument?.diagnostic !== undefined;
  return {
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      completionProvider: {},
      hoverProvider: true,
      documentSymbolProvider: true,
      codeActionProvider: true,
      ...(pulled && {
        diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
      }),
    },
  };
});
documents.onDidChangeContent(({ document: { uri, version } }) => {
  if (!pulled) void connection.sendDiagnostics({ uri, version, diagnostics: [] });
});
connection.languages.diagnostics.on(() => ({ kind: DocumentDiagnosticReportKind.Full, items: [] }));
connection.onCompletion(() => []);
connection.onHover(() => null);
connection.onDocumentSymbol(() => []);
connection.onCodeAction(() => []);

documents.listen(connection);
connection.listen();
