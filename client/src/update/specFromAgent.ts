import {
  Position,
  type QuickPickItem,
  type TextDocument,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { JsonValue } from '../../../shared/src/messages';
import { type AgentRow, listAgents, listProjects } from '../api/accountLists';
import { readAgent } from '../api/cekuraApi';
import { whatHappened } from '../api/failure';
import type { Connection } from '../api/http';
import { text } from '../api/parse';
import type { Failure } from '../api/reply';
import { languageId } from '../specs/specDocuments';
import { unusedUri } from '../specs/unusedUri';
import { rememberCommon } from '../sync/rememberCommon';
import { notify } from '../ui/notifications';
import { comparedSpec } from './lookAtAgent';
import type { UpdateServices } from './services';
import { specsOfProject } from './specsOfProject';

/** Opens a new spec of an agent that a person chooses among those of the account. */
export async function specFromAgent(services: UpdateServices): Promise<void> {
  const connection = await services.connect();
  const project = connection && (await askForProject(connection));
  const agentId = project && (await askForAgent(connection, project.id));
  if (agentId === undefined || !project) return;
  if (agentId === 'all') return specsOfProject(connection, project.id, services);
  const reply = await readAgent(connection, agentId);
  if (reply.kind !== 'agent') return tell(reply);
  const agent = reply.agent.compared;
  const content = await services.ask('cekuraAgent/agentSpec', { agent, withSecrets: true });
  const document = await openNew(fileName(agent.name) ?? `agent-${agentId}`, content);
  await window.showTextDocument(document);
  const spec = comparedSpec(document, agentId, services);
  const left = await rememberCommon(spec, { agent, base: null, connection }, services);
  services.known.note(document.uri, left, document.version);
}

/** Opens a new spec that nobody has saved. */
async function openNew(name: string, content: string): Promise<TextDocument> {
  const uri = await unusedUri(name);
  if (!uri) return workspace.openTextDocument({ language: languageId, content });
  const document = await workspace.openTextDocument(uri);
  const edit = new WorkspaceEdit();
  edit.insert(uri, new Position(0, 0), content);
  await workspace.applyEdit(edit);
  return document;
}

/** What a file is called after a name: `Front desk (EU)` gives `front-desk-eu`. */
function fileName(name: JsonValue | undefined): string | undefined {
  const words = text(name)
    ?.toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words?.join('-').slice(0, 60);
}

async function askForProject(connection: Connection): Promise<{ id: number } | undefined> {
  const reply = await listProjects(connection);
  if (reply.kind !== 'projects') return void tell(reply);
  const rows = reply.projects.map(({ id, name }) => ({
    label: name ?? `Project ${id}`,
    description: String(id),
    id,
  }));
  if (rows.length === 1) return rows[0];
  return window.showQuickPick(rows, {
    title: 'New Spec from Existing Agent',
    placeHolder: 'Select the project',
    matchOnDescription: true,
  });
}

interface Row extends QuickPickItem {
  agent?: AgentRow;
}

/** Milliseconds without a key being pressed before it is searched. */
const restMs = 300;

/** Asks for an agent, searched by Cekura as a person types, a page at a time. */
function askForAgent(
  connection: Connection,
  projectId: number,
): Promise<number | 'all' | undefined> {
  const list = window.createQuickPick<Row>();
  list.title = 'New Spec from Existing Agent';
  list.placeholder = 'Search by name or ID';
  list.matchOnDescription = true;
  let agents: AgentRow[] = [];
  let asked = 0;
  const load = async (page: number) => {
    asked += 1;
    const mine = asked;
    list.busy = true;
    const reply = await listAgents(connection, { projectId, query: list.value.trim() }, page);
    if (mine !== asked) return;
    list.busy = false;
    if (reply.kind !== 'agents') {
      list.hide();
      return tell(reply);
    }
    agents = page === 1 ? reply.agents : [...agents, ...reply.agents];
    const isWhole = list.value.trim() === '' && agents.length > 1;
    list.items = [
      ...(isWhole ? [all] : []),
      ...agents.map(rowOf),
      ...(reply.hasMore ? [more] : []),
    ];
    nextPage = page + 1;
  };
  let nextPage = 1;
  let timer: NodeJS.Timeout | undefined;
  return new Promise((resolve) => {
    list.onDidChangeValue(() => {
      clearTimeout(timer);
      timer = setTimeout(() => load(1), restMs);
    });
    list.onDidAccept(() => {
      const [row] = list.selectedItems;
      if (row === more) return void load(nextPage);
      resolve(row === all ? 'all' : row?.agent?.id);
      list.hide();
    });
    list.onDidHide(() => {
      clearTimeout(timer);
      asked += 1;
      list.dispose();
      resolve(undefined);
    });
    list.show();
    void load(1);
  });
}

const all: Row = { label: '$(folder) All Agents of the Project…', alwaysShow: true };

const more: Row = { label: '$(ellipsis) More', alwaysShow: true };

const rowOf = (agent: AgentRow): Row => ({
  label: agent.name ?? `Agent ${agent.id}`,
  description: [String(agent.id), agent.provider ?? ''].join(' ').trim(),
  // Cekura has searched, maybe by more than what is shown.
  alwaysShow: true,
  agent,
});

const tell = (failure: Failure) => notify(window.showErrorMessage, whatHappened(failure));
