import { type Disposable, type TextDocument, workspace } from 'vscode';
import type { LocatedMessage } from '../../../shared/src/messages';
import { type Edit, messageAfterEdits } from '../languageClient/rangeAfterEdit';

/** The text of a spec as it was sent, and the edits made in the editor since. */
export class SentText implements Disposable {
  readonly text: string;
  readonly #edits: Edit[] = [];
  readonly #listener: Disposable;

  constructor(document: TextDocument) {
    this.text = document.getText();
    this.#listener = workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) this.#edits.push(...event.contentChanges);
    });
  }

  /** Where a message about the sent text stands now; undefined when its lines were edited since. */
  placeNow(message: LocatedMessage): LocatedMessage | undefined {
    return messageAfterEdits(message, this.#edits);
  }

  dispose(): void {
    this.#listener.dispose();
  }
}
