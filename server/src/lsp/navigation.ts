import {
  type Connection,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { SpecDocument } from '../document/specDocument';
import { definition } from '../features/definition';
import { documentHighlight } from '../features/documentHighlight';
import { documentLinks } from '../features/documentLinks';
import { documentSymbols } from '../features/documentSymbols';
import { foldingRanges } from '../features/foldingRanges';
import { formatting } from '../features/formatting';
import { inlayHints } from '../features/inlayHints';
import { onTypeFormatting } from '../features/onTypeFormatting';
import { references } from '../features/references';
import { prepareRename, rename } from '../features/rename';
import { selectionRanges } from '../features/selectionRanges';
import { semanticTokens, semanticTokensLegend } from '../features/semanticTokens';
import { handle } from './handle';
import { inlayHintsSetting } from './inlayHintsSetting';

/** What an editor may ask of `serveNavigation`. */
export const navigationCapabilities = {
  documentSymbolProvider: true,
  documentLinkProvider: {},
  semanticTokensProvider: { legend: semanticTokensLegend, full: true },
  inlayHintProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
} satisfies ServerCapabilities;

/**
 * Answers what helps to read a spec and to find the way in it.
 * @param withDocument calls a feature with the document of an address; null when it is not open
 */
export function serveNavigation(
  connection: Connection,
  withDocument: <T>(uri: string, feature: (document: SpecDocument) => T) => T | null,
): void {
  connection.onDocumentSymbol(
    handle(({ textDocument }) => withDocument(textDocument.uri, documentSymbols)),
  );
  connection.onDocumentLinks(
    handle(({ textDocument }) => withDocument(textDocument.uri, documentLinks)),
  );
  connection.languages.semanticTokens.on(
    handle(({ textDocument }) => withDocument(textDocument.uri, semanticTokens) ?? { data: [] }),
  );
  const areInlayHintsWanted = inlayHintsSetting(connection);
  connection.languages.inlayHint.on(
    handle(async ({ textDocument, range }) =>
      (await areInlayHintsWanted())
        ? withDocument(textDocument.uri, (document) => inlayHints(document, range))
        : [],
    ),
  );
  connection.onFoldingRanges(
    handle(({ textDocument }) => withDocument(textDocument.uri, foldingRanges)),
  );
  connection.onSelectionRanges(
    handle(({ textDocument, positions }) =>
      withDocument(textDocument.uri, (document) => selectionRanges(document, positions)),
    ),
  );
  connection.onDocumentFormatting(
    handle(async ({ textDocument, options }) => {
      const edits = await withDocument(textDocument.uri, (document) =>
        formatting(document, options),
      );
      if (typeof edits !== 'string') return edits;
      // Of a request that fails an editor may show nothing.
      const message = { type: MessageType.Info, message: edits };
      await connection.sendNotification('window/showMessage', message);
      return [];
    }),
  );
  connection.onDocumentOnTypeFormatting(
    handle(({ textDocument, position, options }) =>
      withDocument(textDocument.uri, (document) => onTypeFormatting(document, position, options)),
    ),
  );
  connection.onDefinition(
    handle(({ textDocument, position }) =>
      withDocument(textDocument.uri, (document) => definition(document, position)),
    ),
  );
  connection.onReferences(
    handle(({ textDocument, position, context }) =>
      withDocument(textDocument.uri, (document) =>
        references(document, position, context.includeDeclaration),
      ),
    ),
  );
  connection.onDocumentHighlight(
    handle(({ textDocument, position }) =>
      withDocument(textDocument.uri, (document) => documentHighlight(document, position)),
    ),
  );
  connection.onPrepareRename(
    handle(({ textDocument, position }) =>
      withDocument(textDocument.uri, (document) => prepareRename(document, position)),
    ),
  );
  connection.onRenameRequest(
    handle(({ textDocument, position, newName }) => {
      const edit = withDocument(textDocument.uri, (document) =>
        rename(document, position, newName),
      );
      return typeof edit === 'string' ? new ResponseError(LSPErrorCodes.RequestFailed, edit) : edit;
    }),
  );
}
