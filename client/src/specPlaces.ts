import { type Disposable, EventEmitter, type Uri, workspace } from 'vscode';

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

/** Where specs stand, through all renaming and deleting in this window. */
export class SpecPlaces implements Disposable {
  readonly #places = new Map<string, { uri: string }>();
  readonly #moved = new EventEmitter<Move>();
  readonly #listeners = [
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) this.#move({ from: `${oldUri}`, to: `${newUri}` });
    }),
    workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) this.#move({ from: `${uri}`, to: undefined });
    }),
    // The name of a new file that was never saved is given to the next one.
    workspace.onDidCloseTextDocument(({ uri, isUntitled }) => {
      if (isUntitled) this.#move({ from: `${uri}`, to: undefined });
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
