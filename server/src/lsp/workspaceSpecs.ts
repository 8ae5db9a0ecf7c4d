import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Diagnostic } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import { SpecDocument } from '../document/specDocument';
import type { DiagnosticSupport } from '../features/clientSupport';
import { diagnostics } from '../features/diagnostics';
import { longestText } from '../parser/limits';

/** What the language mode is for; the manifest's `filenamePatterns` say the same. */
export const specPattern = '**/*.cekura-agent.{yaml,yml}';

/** A spec in a folder with what is wrong in it. */
export interface CheckedSpec {
  uri: string;
  /** Changes when the file does: its time of change in ms, and its size in bytes. */
  resultId: string;
  items: Diagnostic[];
}

/** The specs in the folders of the editor, each checked once for each change of its file. */
export class WorkspaceSpecs {
  #checked = new Map<string, CheckedSpec>();

  /** @param folders URIs; those that are not on disk hold nothing */
  constructor(
    private readonly folders: readonly string[],
    private readonly support: DiagnosticSupport,
  ) {}

  /** Checks every spec; what cannot be read, or lies behind a symbolic link, is left out. */
  async check(): Promise<CheckedSpec[]> {
    const paths = await Promise.all(this.folders.map((folder) => specsIn(URI.parse(folder))));
    const found: CheckedSpec[] = [];
    // One after another: a folder may hold any number of large ones.
    for (const path of new Set(paths.flat())) {
      const spec = await this.#checkFile(path);
      if (spec) found.push(spec);
    }
    this.#checked = new Map(found.map((spec) => [spec.uri, spec]));
    return found;
  }

  async #checkFile(path: string): Promise<CheckedSpec | undefined> {
    const uri = URI.file(path).toString();
    try {
      const { mtimeMs, size } = await stat(path);
      const resultId = `${mtimeMs} ${size}`;
      const known = this.#checked.get(uri);
      if (known?.resultId === resultId) return known;
      const content = await beginningOf(path);
      const document = SpecDocument.create(uri, 0, content);
      return { uri, resultId, items: diagnostics(document, this.support) };
    } catch {
      return undefined;
    }
  }
}

/** Bytes in which any text is too long to be checked: UTF-8 takes three at most for a UTF-16 unit. */
const mostBytes = 3 * longestText;

/** A file's text, as far as it takes to see that it is too long. */
const beginningOf = (path: string) => text(createReadStream(path, { end: mostBytes }));

async function specsIn({ scheme, fsPath }: URI): Promise<string[]> {
  if (scheme !== 'file') return [];
  const { glob } = await import('tinyglobby');
  return glob(specPattern, {
    cwd: fsPath,
    absolute: true,
    ignore: ['**/node_modules/**', '**/.git/**'],
    // Links may lead to a whole disk, or back to the folder.
    followSymbolicLinks: false,
  });
}
