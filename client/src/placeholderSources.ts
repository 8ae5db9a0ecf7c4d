import { dirname } from 'node:path';
import { type TextDocument, window, workspace } from 'vscode';
import type { KeptSecrets } from './keptSecrets';
import type { Sources, Value } from './placeholders';
import { plainText } from './plainText';
import { readSpecFile, type SpecFolders } from './specFiles';

/** Where the placeholders of a spec get their values in this editor. */
export function placeholderSources(document: TextDocument, secrets: KeptSecrets): Sources {
  const folders = foldersOf(document);
  const read = async (name: string, as: 'text' | 'base64') =>
    'problem' in folders ? folders : readSpecFile(name, as, folders);
  return {
    env: async (name) => environmentVariable(name),
    secret: (name) => storedSecret(name, secrets),
    file: (name) => read(name, 'text'),
    fileBase64: (name) => read(name, 'base64'),
  };
}

function foldersOf({ uri, isUntitled }: TextDocument): SpecFolders | { problem: string } {
  if (isUntitled) {
    return { problem: 'Save the spec first: the paths of files are relative to it.' };
  }
  if (uri.scheme !== 'file') {
    return { problem: 'Files can be sent from a folder on disk only, and this spec is elsewhere.' };
  }
  const spec = dirname(uri.fsPath);
  return { spec, root: workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? spec };
}

function environmentVariable(name: string): Value {
  const text = process.env[name];
  return text === undefined
    ? {
        problem: `The environment variable ${name} is not set where VS Code was started: set it and start VS Code again.`,
      }
    : { text };
}

/** A secret that was given before, else one that is asked for now and kept. */
async function storedSecret(name: string, secrets: KeptSecrets): Promise<Value> {
  const stored = await secrets.get(name);
  if (stored !== undefined) return { text: stored };
  const given = await window.showInputBox({
    title: `Secret ${plainText(name, 60)}`,
    prompt: 'The spec needs its value. It is kept in the secret storage of the editor.',
    password: true,
    ignoreFocusOut: true,
  });
  if (!given) return { problem: `The secret ${name} has no value: create again to give it one.` };
  await secrets.keep(name, given);
  return { text: given };
}
