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
import type { LocatedMessage } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { messageAfterEdits } from './rangeAfterEdit';

/** Who says it: `Cekura API` in its answers, `Cekura` of what was never sent. */
type Source = 'Cekura API' | 'Cekura';

/**
 * What stood in the way of the last create of a spec, at its places: until what it speaks of is
 * edited, the next create is sent or the document closes.
 */
export class ApiDiagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('cekura-api');
  readonly #shown = new Map<string, { messages: LocatedMessage[]; source: Source }>();
  readonly #listeners = [
    workspace.onDidChangeTextDocument((event) => this.#shift(event)),
    workspace.onDidCloseTextDocument(({ uri }) => this.clear(uri)),
  ];

  show({ uri }: Pick<TextDocument, 'uri'>, messages: LocatedMessage[], source: Source): void {
    this.#shown.set(uri.toString(), { messages, source });
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
    this.#shown.delete(uri.toString());
    this.#collection.delete(uri);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#collection.dispose();
  }

  #shift({ document, contentChanges }: TextDocumentChangeEvent): void {
    const shown = this.#shown.get(document.uri.toString());
    if (!shown || contentChanges.length === 0) return;
    const { messages, source } = shown;
    const kept = messages.flatMap((message) => messageAfterEdits(message, contentChanges) ?? []);
    this.show(document, kept, source);
  }
}
