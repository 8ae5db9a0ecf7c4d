import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProgressLocation, Uri, window, workspace } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import { agentsOfProject } from '../api/accountLists';
import { readAgent } from '../api/cekuraApi';
import { whatHappened } from '../api/failure';
import type { Connection } from '../api/http';
import { patiently } from '../api/patiently';
import { isSpec } from '../specs/specDocuments';
import { writeAgentSpec } from '../sync/newSpecFile';
import { rememberCommon } from '../sync/rememberCommon';
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
  for (const [index, id] of missing.entries()) {
    const done = `Wrote ${index} of ${missing.length} specs.`;
    if (isCancelled()) return { show: window.showInformationMessage, text: done };
    report(`${index + 1} of ${missing.length}`);
    const problem = await write(connection, id, folder, services);
    if (problem !== undefined)
      return failed(`${problem} ${done} Run the command again to continue.`);
  }
  const already = known.size > 0 ? ` ${listed.ids.length - missing.length} had one already.` : '';
  return {
    show: window.showInformationMessage,
    text: `Wrote ${missing.length} ${missing.length === 1 ? 'spec' : 'specs'}.${already}`,
  };
}

const failed = (text: string) => ({ show: window.showErrorMessage, text });

/** Writes the spec of an agent; a sentence when that cannot be. */
async function write(
  connection: Connection,
  id: number,
  folder: string,
  services: UpdateServices,
): Promise<string | undefined> {
  const reply = await patiently(() => readAgent(connection, id));
  if (reply.kind !== 'agent') return whatHappened(reply);
  const agent = reply.agent.compared;
  try {
    const { path, text } = await writeAgentSpec(folder, agent, id, services.ask);
    const uri = Uri.file(path);
    const sources = services.sources({ uri, isUntitled: false });
    const spec = { uri: uri.toString(), text, agentId: id, sources };
    await rememberCommon(spec, { agent, base: null, connection }, services);
    return undefined;
  } catch {
    return "The folder can't be written.";
  }
}

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
