import { dirname, resolve } from 'node:path';
import { type TextDocument, workspace } from 'vscode';
import { askForSecret } from '../secrets/secretCommands';
import type { SecretStore } from '../secrets/secretStore';
import type { Sources, Value } from './fillPlaceholders';
import { type FoundFile, findSpecFile, readSpecFile, type SpecFolders } from './specFiles';

/** Where the placeholders of a spec get their values in this editor. */
export function placeholderSources(
  document: Pick<TextDocument, 'uri' | 'isUntitled'>,
  secrets: SecretStore,
): Sources {
  const { text, base64 } = filesOf(document);
  return {
    env: async (name) => environmentVariable(name),
    secret: (name) => storedSecret(name, secrets),
    file: text,
    fileBase64: base64,
  };
}

/** The files that a spec may send, by the names that it writes; each gives a problem when it may not. */
export interface FilesOfSpec {
  text: (name: string) => Promise<Value>;
  base64: (name: string) => Promise<Value>;
  find: (name: string) => Promise<FoundFile | { problem: string }>;
  /** The absolute path, whether there is such a file or not. */
  path: (name: string) => string;
}

/** The files of a spec. */
export function filesOf(document: Pick<TextDocument, 'uri' | 'isUntitled'>): FilesOfSpec {
  const folders = foldersOf(document);
  const inFolders =
    <Result>(use: (name: string, folders: SpecFolders) => Promise<Result>) =>
    async (name: string) =>
      'problem' in folders ? folders : use(name, folders);
  return {
    text: inFolders((name, known) => readSpecFile(name, 'text', known)),
    base64: inFolders((name, known) => readSpecFile(name, 'base64', known)),
    find: inFolders(findSpecFile),
    path: (name) => ('problem' in folders ? name : resolve(folders.spec, name)),
  };
}

function foldersOf({
  uri,
  isUntitled,
}: Parameters<typeof filesOf>[0]): SpecFolders | { problem: string } {
  if (!workspace.isTrusted) {
    return { problem: "Files aren't read until you trust this folder." };
  }
  if (isUntitled) {
    return { problem: 'Save the spec first. Paths are relative to it.' };
  }
  if (uri.scheme !== 'file') {
    return { problem: 'Only specs in a folder on disk can send files.' };
  }
  const spec = dirname(uri.fsPath);
  return { spec, root: workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? spec };
}

/** The value of an environment variable of VS Code. */
export function environmentVariable(name: string): { text: string } | { problem: string } {
  const text = Object.hasOwn(process.env, name) ? process.env[name] : undefined;
  return text === undefined
    ? {
        problem: `The environment variable ${name} isn't set. Set it, then restart VS Code.`,
      }
    : { text };
}

/** A secret that was given before, else one that is asked for now and kept. */
async function storedSecret(name: string, secrets: SecretStore): Promise<Value> {
  const stored = await secrets.get(name);
  if (stored !== undefined) return { text: stored };
  const given = await askForSecret(name);
  if (given === undefined) return { cancelled: true };
  await secrets.keep(name, given);
  return { text: given };
}
