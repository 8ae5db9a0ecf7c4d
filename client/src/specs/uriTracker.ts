import { type Disposable, EventEmitter, type TextDocument, type Uri, workspace } from 'vscode';
import { isSpec, languageId } from './specDocuments';

/** Where a spec stands: `uri` changes with the file's name. */
export interface TrackedUri {
  readonly uri: string;
}

/** A file or folder that is called otherwise now, or is gone. */
export interface Move {
  from: string;
  /** Undefined when it was deleted. */
  to: string | undefined;
}

/** Where specs stand, through all renaming and deleting in this window. */
export class UriTracker implements Disposable {
  readonly #places = new Map<string, { uri: string }>();
  /** Specs that were just created, and have no text yet. */
  readonly #created = new Set<string>();
  /** Where new files that are still open have probably been saved. */
  readonly #savedAs = new Map<string, string>();
  readonly #moved = new EventEmitter<Move>();
  readonly #listeners = [
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) this.#move({ from: `${oldUri}`, to: `${newUri}` });
    }),
    workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) this.#move({ from: `${uri}`, to: undefined });
    }),
    workspace.onDidCreateFiles(({ files }) => {
      for (const uri of files) if (isSpec(uri)) this.#created.add(`${uri}`);
    }),
    // A new file is saved by writing its text into another, before it is emptied and closed.
    workspace.onDidChangeTextDocument(({ document }) => {
      const uri = `${document.uri}`;
      if (document.isUntitled && document.getText() !== '') this.#savedAs.delete(uri);
      else if (this.#created.delete(uri)) this.#noteSources(document);
    }),
    workspace.onDidSaveTextDocument((document) => this.#noteSources(document)),
    // The name of a new file that was never saved is given to the next one.
    workspace.onDidCloseTextDocument(({ uri, isUntitled, isClosed }) => {
      // VS Code also tells so when the language mode changes.
      if (!isUntitled || !isClosed) return;
      const to = this.#savedAs.get(`${uri}`);
      this.#move({ from: `${uri}`, to });
      for (const [source, target] of this.#savedAs)
        if (source === `${uri}` || target === to) this.#savedAs.delete(source);
    }),
  ];

  readonly onDidMove = this.#moved.event;

  /** The place of a spec that stands at an address now. */
  at(uri: Uri | string): TrackedUri {
    const address = String(uri);
    const place = this.#places.get(address) ?? { uri: address };
    this.#places.set(address, place);
    return place;
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#moved.dispose();
  }

  /** Notes which new files have the text of one that is being saved: the first that closes then was saved there. */
  #noteSources(saved: TextDocument): void {
    if (saved.isUntitled || saved.languageId !== languageId) return;
    const text = saved.getText();
    for (const one of workspace.textDocuments) {
      if (one.isUntitled && one.languageId === languageId && one.getText() === text && text !== '')
        this.#savedAs.set(`${one.uri}`, `${saved.uri}`);
    }
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
