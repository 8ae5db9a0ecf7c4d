import { CodeLens, Disposable, EventEmitter, languages, Range, type Uri, workspace } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import { writeAgentId } from '../configuration/settings';
import { specSelector } from '../specs/specDocuments';
import type { SpecStore } from '../specs/specStore';
import { type AgentOfSpec, agentOf } from './agentOf';

/** What stands above the first line: its title, what it does in a few words, and the command with its arguments. */
type Row = [title: string, tooltip: string, command: string, ...arguments: unknown[]];

/** Shows above the first line of each spec what can be done with it: *Create Agent*, and what an agent has made possible. */
export function registerCodeLens(ask: AskServer, store: SpecStore): Disposable {
  const changed = new EventEmitter<void>();
  const provider = languages.registerCodeLensProvider(specSelector, {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      const { uri } = document;
      const agent = await agentOf(document, ask, store);
      const rows = [...agentRows(uri, agent), createRow(uri, agent)];
      return rows.map(
        ([title, tooltip, command, ...args]) =>
          new CodeLens(new Range(0, 0, 0, 0), { title, tooltip, command, arguments: args }),
      );
    },
  });
  return Disposable.from(
    changed,
    provider,
    store.onDidChange(() => changed.fire()),
    workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
  );
}

/** Code lenses are flex boxes, which leave out a plain space behind an icon. */
const upload = '$(cloud-upload)\u00a0';

function agentRows(uri: Uri, agent: AgentOfSpec | undefined): Row[] {
  if (!agent) return [];
  const { id, isWritten } = agent;
  const isOffered = !isWritten && writeAgentId(uri.toString()) !== 'never';
  return [
    ...(workspace.isTrusted ? syncRows.map((row): Row => [...row, uri]) : []),
    [`Agent ${id}`, 'Open this agent in Cekura', 'cekuraAgent.open', uri],
    ...(isOffered
      ? [['Write ID into Spec', `Write id: ${id}`, 'cekuraAgent.writeId', uri] satisfies Row]
      : []),
  ];
}

const syncRows: [title: string, tooltip: string, command: string][] = [
  [`${upload}Update Agent`, 'Send what changed here to Cekura', 'cekuraAgent.update'],
  ['Compare', 'Show what differs from Cekura', 'cekuraAgent.compare'],
  ['Pull', 'Take what changed in Cekura into this spec', 'cekuraAgent.pull'],
];

function createRow(uri: Uri, agent: AgentOfSpec | undefined): Row {
  if (!workspace.isTrusted) {
    return [
      '$(workspace-untrusted)\u00a0Trust Folder to Create Agent…',
      'Nothing is sent to Cekura until you trust this folder',
      'workbench.trust.manage',
    ];
  }
  return agent
    ? ['Create Another…', 'Create a second agent in Cekura', 'cekuraAgent.create', uri]
    : [`${upload}Create Agent`, 'Create this agent in Cekura', 'cekuraAgent.create', uri];
}
