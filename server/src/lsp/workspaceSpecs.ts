import { stat } from 'node:fs/promises';
import { FileChangeType, type FileEvent } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import { SpecDocument } from '../document/specDocument';
import type { DiagnosticSupport } from '../features/clientSupport';
import { diagnostics } from '../features/diagnostics';
import { findSpecs, readSpec } from '../files/specFiles';

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
    const paths = await Promise.all(this.folders.map(specsIn));
    const found: CheckedSpec[] = [];
    // One after another: a folder may hold any number of large ones.
    for (const path of new Set(paths.flat())) {
      const spec = await this.#checkFile(path);
      if (spec) found.push(spec);
    }
    this.#checked = new Map(found.map((spec) => [spec.uri, spec]));
    return found;
  }

  /** Whether what was checked may be different after changes on disk; an editor tells of a folder alone, not of what is in it. */
  async mayDiffer(changes: readonly FileEvent[]): Promise<boolean> {
    const concerned = await Promise.all(changes.map((change) => this.#isConcerned(change)));
    return concerned.includes(true);
  }

  async #isConcerned({ uri: changed, type }: FileEvent): Promise<boolean> {
    const uri = URI.parse(changed);
    if (specName.test(uri.path)) return true;
    if (type === FileChangeType.Created) return isFolder(uri);
    return [...this.#checked.keys()].some((spec) => spec.startsWith(`${uri}/`));
  }

  async #checkFile(path: string): Promise<CheckedSpec | undefined> {
    const uri = URI.file(path).toString();
    try {
      const { mtimeMs, size } = await stat(path);
      const resultId = `${mtimeMs} ${size}`;
      const known = this.#checked.get(uri);
      if (known?.resultId === resultId) return known;
      const content = await readSpec(path);
      const document = SpecDocument.create(uri, 0, content);
      return { uri, resultId, items: diagnostics(document, this.support) };
    } catch {
      return undefined;
    }
  }
}

async function specsIn(folder: string): Promise<string[]> {
  const { scheme, fsPath } = URI.parse(folder);
  return scheme === 'file' ? findSpecs(fsPath) : [];
}

const specName = /\.cekura-agent\.ya?ml$/;

async function isFolder({ scheme, fsPath }: URI): Promise<boolean> {
  if (scheme !== 'file') return false;
  return stat(fsPath).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
