import { readFile, stat } from 'node:fs/promises';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import { SpecDocument } from './document/specDocument';
import { diagnostics } from './features/diagnostics';

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
  constructor(private readonly folders: readonly string[]) {}

  /** Checks every spec; files that cannot be read are left out. */
  async check(): Promise<CheckedSpec[]> {
    const paths = await Promise.all(this.folders.map((folder) => specsIn(URI.parse(folder))));
    const specs = await Promise.all(paths.flat().map((path) => this.#checkFile(path)));
    const found = specs.filter((spec) => spec !== undefined);
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
      const text = await readFile(path, 'utf8');
      const document = new SpecDocument(TextDocument.create(uri, 'cekura-agent', 0, text));
      return { uri, resultId, items: diagnostics(document) };
    } catch {
      return undefined;
    }
  }
}

async function specsIn({ scheme, fsPath }: URI): Promise<string[]> {
  if (scheme !== 'file') return [];
  const { glob } = await import('tinyglobby');
  return glob(specPattern, {
    cwd: fsPath,
    absolute: true,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
}
