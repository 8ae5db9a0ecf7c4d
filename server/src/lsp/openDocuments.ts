import { TextDocuments } from 'vscode-languageserver';
import { SpecDocument } from '../document/specDocument';

/** The specs that the editor has open, each in its newest version. */
export type OpenDocuments = TextDocuments<SpecDocument>;

/** Follows what the editor opens, changes and closes, once it listens to a connection. */
export function openDocuments(): OpenDocuments {
  return new TextDocuments({
    create: (uri, _languageId, version, text) => SpecDocument.create(uri, version, text),
    update: (document, changes, version) => document.update(changes, version),
  });
}
