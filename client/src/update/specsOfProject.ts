import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProgressLocation, Uri, window, workspace } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import { agentsOfProject } from '../api/accountLists';
import { whatHappened } from '../api/failure';
import type { Connection } from '../api/http';
import { isSpec } from '../specs/specDocuments';
import { type WrittenSpec, writeSpecs } from '../sync/writeSpecs';
import { notify } from '../ui/notifications';
import type { UpdateServices } from './services';

/** Writes a spec for each agent of a project into a folder that a person chooses; those that have one there are left out. */
export async function specsOfProject(
  connection: Connection,
  projectId: number,
  services: UpdateServices,
): Promise<void> {
  const folder = await askForFolder();
  if (folder === undefined) return;
  const location = ProgressLocation.Notification;
  const title = 'Writing specs';
  const said = await window.withProgress(
    { location, title, cancellable: true },
    (progress, token) =>
      writeAll(connection, { projectId, folder }, services, {
        report: (message) => progress.report({ message }),
        isCancelled: () => token.isCancellationRequested,
      }),
  );
  notify(said.show, said.text);
}

async function askForFolder(): Promise<string | undefined> {
  const [defaultUri] = workspace.workspaceFolders?.map(({ uri }) => uri) ?? [];
  const [folder] =
    (await window.showOpenDialog({
      ...(defaultUri && { defaultUri }),
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: 'Write Specs Here',
    })) ?? [];
  return folder?.fsPath;
}

/** What a person sees of it, and how it is ended. */
interface Watched {
  report: (message: string) => void;
  isCancelled: () => boolean;
}

async function writeAll(
  connection: Connection,
  { projectId, folder }: { projectId: number; folder: string },
  services: UpdateServices,
  { report, isCancelled }: Watched,
): Promise<{ show: typeof window.showErrorMessage; text: string }> {
  const listed = await agentsOfProject(connection, projectId);
  if (listed.kind !== 'ids') return failed(whatHappened(listed));
  const known = await agentsIn(folder, services.ask);
  const missing = listed.ids.filter((id) => !known.has(id));
  const problems: string[] = [];
  let count = 0;
  const written = writeSpecs(missing, folder, {
    ...{ connection, ask: services.ask, bases: services.bases },
    specAt: (path) => {
      const uri = Uri.file(path);
      return { uri: uri.toString(), sources: services.sources({ uri, isUntitled: false }) };
    },
    starting: (_, index) => report(`${index + 1} of ${missing.length}`),
  });
  for await (const each of written) {
    if ('path' in each) count += 1;
    else problems.push(problemOf(each));
    if (isCancelled()) break;
  }
  const done = `Wrote ${count} of ${missing.length} specs.`;
  const [problem, ...more] = problems;
  if (problem !== undefined) {
    const others = more.length > 0 ? ` ${more.length} more failed.` : '';
    return failed(`${problem}${others} ${done} Run the command again to continue.`);
  }
  if (count < missing.length) return { show: window.showInformationMessage, text: done };
  const already = known.size > 0 ? ` ${listed.ids.length - missing.length} had one already.` : '';
  return {
    show: window.showInformationMessage,
    text: `Wrote ${missing.length} ${missing.length === 1 ? 'spec' : 'specs'}.${already}`,
  };
}

const failed = (text: string) => ({ show: window.showErrorMessage, text });

const problemOf = (written: Exclude<WrittenSpec, { path: string }>) =>
  'failure' in written
    ? `Agent ${written.id}: ${whatHappened(written.failure)}`
    : "The folder can't be written.";

/** The agents that specs in a folder have. */
async function agentsIn(folder: string, ask: AskServer): Promise<Set<number>> {
  const names = await readdir(folder).catch(() => []);
  const ids = new Set<number>();
  for (const name of names.filter((each) => isSpec(Uri.file(each)))) {
    const path = join(folder, name);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const textDocument = { uri: Uri.file(path).toString() };
    const { agentId } = await ask('cekuraAgent/request', { textDocument, text });
    if (agentId !== null) ids.add(agentId);
  }
  return ids;
}
