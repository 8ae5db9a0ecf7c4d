import { Uri, workspace } from 'vscode';

/**
 * A new spec in the folder of the window, of a name that no other has; undefined without a folder.
 *
 * @param name of its file, without its ending
 */
export async function unusedUri(name: string): Promise<Uri | undefined> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) return undefined;
  const isUsed = async (uri: Uri) =>
    workspace.textDocuments.some(({ uri: open }) => open.path === uri.path) ||
    workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    const uri = Uri.joinPath(folder.uri, `${name}${suffix}.cekura-agent.yaml`);
    if (!(await isUsed(uri))) return uri.with({ scheme: 'untitled' });
  }
}
