import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { FileChangeType, type FileEvent } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import { SpecDocument } from '../document/specDocument';
import type { DiagnosticSupport } from '../features/clientSupport';
import { diagnostics } from '../features/diagnostics';
import { findSpecs, readSpec } from '../files/specFiles';
import { type FileProblem, missingFiles, sentFiles } from '../rules/missingFiles';
import type { WorkspaceFolders } from './workspaceFolders';

/** A spec in a folder with what is wrong in it. */
export interface CheckedSpec {
  uri: string;
  /** Changes when the file does (its time of change in ms, its size in bytes), or a file that it names comes or goes. */
  resultId: string;
  items: Diagnostic[];
  /** The files that it names. */
  names: readonly string[];
}

/** The specs in the folders of the editor, each checked once for each change of its file. */
export class WorkspaceSpecs {
  #checked = new Map<string, CheckedSpec>();

  constructor(
    private readonly folders: WorkspaceFolders,
    private readonly support: DiagnosticSupport,
  ) {}

  /** Checks every spec; what cannot be read, or lies behind a symbolic link, is left out. */
  async check(): Promise<CheckedSpec[]> {
    const paths = await Promise.all(this.folders.uris.map(specsIn));
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
    const files = [...this.#checked.values()].flatMap(namedFiles);
    const known = new Set(files);
    const concerned = await Promise.all(
      changes.map(async ({ uri: changed, type }) => {
        const uri = URI.parse(changed);
        if (specName.test(uri.path) || known.has(`${uri}`)) return true;
        if (type === FileChangeType.Created) return isFolder(uri);
        return [...this.#checked.keys(), ...files].some((file) => file.startsWith(`${uri}/`));
      }),
    );
    return concerned.includes(true);
  }

  async #checkFile(path: string): Promise<CheckedSpec | undefined> {
    const uri = URI.file(path).toString();
    try {
      const { mtimeMs, size } = await stat(path);
      const idFor = (problems: ReadonlyMap<string, FileProblem>) =>
        `${mtimeMs} ${size} ${JSON.stringify([...problems])}`;
      const known = this.#checked.get(uri);
      if (known?.resultId === idFor(await this.folders.fileProblems(uri, known?.names ?? [])))
        return known;
      const document = SpecDocument.create(uri, 0, await readSpec(path));
      const files = sentFiles(document);
      const names = files.map(({ name }) => name);
      const problems = await this.folders.fileProblems(uri, names);
      const items = diagnostics(document, this.support, missingFiles(files, problems));
      return { uri, resultId: idFor(problems), items, names };
    } catch {
      return undefined;
    }
  }
}

/** The URIs of the files that a spec names. */
function namedFiles({ uri, names }: CheckedSpec): string[] {
  const folder = dirname(URI.parse(uri).fsPath);
  return names.map((name) => URI.file(resolve(folder, name)).toString());
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
