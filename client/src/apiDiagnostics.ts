import {
  Diagnostic,
  type Disposable,
  languages,
  Range,
  type TextDocument,
  type TextDocumentChangeEvent,
  type Uri,
  workspace,
} from 'vscode';
import type { LocatedMessage } from '../../server/src/messages';
import { plainText } from './plainText';
import { rangeAfterEdit } from './rangeAfterEdit';

/**
 * What stood in the way of the last create of a spec, at its places: until they are edited, the
 * next create is sent or the document closes.
 */
export class ApiDiagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('cekura-api');
  readonly #listeners = [
    workspace.onDidChangeTextDocument((event) => this.#shift(event)),
    workspace.onDidCloseTextDocument(({ uri }) => this.clear(uri)),
  ];

  /** @param source who says it: `Cekura API` for its answers, `Cekura` for what was never sent */
  show({ uri }: TextDocument, messages: LocatedMessage[], source: 'Cekura API' | 'Cekura'): void {
    this.#collection.set(
      uri,
      messages.map(({ range: { start, end }, message }) => {
        const range = new Range(start.line, start.character, end.line, end.character);
        const diagnostic = new Diagnostic(range, plainText(message, 500));
        diagnostic.source = source;
        return diagnostic;
      }),
    );
  }

  clear(uri: Uri): void {
    this.#collection.delete(uri);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#collection.dispose();
  }

  #shift({ document: { uri }, contentChanges }: TextDocumentChangeEvent): void {
    const shown = this.#collection.get(uri);
    if (!shown?.length || contentChanges.length === 0) return;
    const kept = shown.flatMap((diagnostic) => {
      const range = contentChanges.reduce<ReturnType<typeof rangeAfterEdit>>(
        (place, change) => place && rangeAfterEdit(place, change),
        diagnostic.range,
      );
      if (!range) return [];
      const { start, end } = range;
      diagnostic.range = new Range(start.line, start.character, end.line, end.character);
      return diagnostic;
    });
    this.#collection.set(uri, kept);
  }
}
