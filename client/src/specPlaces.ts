import { type Disposable, EventEmitter, type TextDocument, type Uri, workspace } from 'vscode';

/** Where a spec stands: `uri` changes with the file's name. */
export interface SpecPlace {
  readonly uri: string;
}

/** A file or folder that is called otherwise now, or is gone. */
export interface Move {
  from: string;
  /** Undefined when it was deleted. */
  to: string | undefined;
}

/** A text without its white space, which formatting on save may change. */
const inWords = (document: TextDocument) => document.getText().replaceAll(/\s+/g, ' ').trim();

/** Where specs stand, through all renaming and deleting in this window. */
export class SpecPlaces implements Disposable {
  readonly #places = new Map<string, { uri: string }>();
  /** Where new files that are still open were saved. */
  readonly #savedAs = new Map<string, string>();
  readonly #moved = new EventEmitter<Move>();
  readonly #listeners = [
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) this.#move({ from: `${oldUri}`, to: `${newUri}` });
    }),
    workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) this.#move({ from: `${uri}`, to: undefined });
    }),
    workspace.onDidSaveTextDocument((saved) => this.#noteSource(saved)),
    // The name of a new file that was never saved is given to the next one.
    workspace.onDidCloseTextDocument(({ uri, isUntitled }) => {
      if (!isUntitled) return;
      this.#move({ from: `${uri}`, to: this.#savedAs.get(`${uri}`) });
      this.#savedAs.delete(`${uri}`);
    }),
  ];

  readonly onDidMove = this.#moved.event;

  /** The place of a spec that stands at an address now. */
  at(uri: Uri | string): SpecPlace {
    const address = String(uri);
    const place = this.#places.get(address) ?? { uri: address };
    this.#places.set(address, place);
    return place;
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#moved.dispose();
  }

  /** A new file is saved by writing its text into another, before it is emptied and closed. */
  #noteSource(saved: TextDocument): void {
    const text = inWords(saved);
    const source = workspace.textDocuments.find((one) => one.isUntitled && inWords(one) === text);
    if (source && text !== '') this.#savedAs.set(`${source.uri}`, `${saved.uri}`);
  }

  #move(move: Move): void {
    for (const [uri, place] of [...this.#places]) {
      if (!isAtOrBelow(uri, move)) continue;
      this.#places.delete(uri);
      const to = addressAfter(uri, move);
      if (to === undefined) continue;
      place.uri = to;
      this.#places.set(to, place);
    }
    this.#moved.fire(move);
  }
}

/** Whether a move is one of this file, or of a folder around it. */
export function isAtOrBelow(uri: string, { from }: Move): boolean {
  return uri === from || uri.startsWith(`${from}/`);
}

/** The address of a file after a move of it, or of a folder around it; undefined when it is gone. */
export function addressAfter(uri: string, { from, to }: Move): string | undefined {
  return to === undefined ? undefined : to + uri.slice(from.length);
}
