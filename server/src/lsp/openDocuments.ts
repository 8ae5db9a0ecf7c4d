import { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { SpecDocument } from '../document/specDocument';

/** The documents open in the editor, each understood once for each of its versions. */
export class OpenDocuments {
  readonly manager = new TextDocuments(TextDocument);
  readonly #specs = new WeakMap<TextDocument, { version: number; spec: SpecDocument }>();

  /** The newest version of an open document; undefined when it is not open. */
  get(uri: string): SpecDocument | undefined {
    const textDocument = this.manager.get(uri);
    if (textDocument === undefined) return undefined;
    const { version } = textDocument;
    const known = this.#specs.get(textDocument);
    if (known?.version === version) return known.spec;
    const spec = new SpecDocument(textDocument, known?.spec);
    this.#specs.set(textDocument, { version, spec });
    return spec;
  }
}
