import { commands, type TextDocument, window } from 'vscode';
import { agentOf } from '../agents/agentOf';
import { tellNoAgent } from '../agents/tellNoAgent';
import { importAgain, readAgent } from '../api/cekuraApi';
import { mayBeDone, whatHappened } from '../api/failure';
import type { Connection } from '../api/http';
import { addressLine } from '../configuration/address';
import { tellNoServer, tellNotNoted } from '../create/whyNothingWasSent';
import { nameOf } from '../specs/specDocuments';
import { openAgent } from '../ui/links';
import { notify } from '../ui/notifications';
import type { UpdateServices } from './services';
import { tellFailure } from './tellFailure';

const anew = 'Re-import';

/** Imports the agent of a spec from its provider again, after a question, and follows that to its end. */
export async function reimport(document: TextDocument, services: UpdateServices): Promise<void> {
  const { ask, store, connect, imports, uris } = services;
  const agent = await agentOf(document, ask, store);
  if (!agent) {
    tellNoAgent(document.uri);
    return;
  }
  const textDocument = { uri: document.uri.toString() };
  if (!(await ask('cekuraAgent/isImportable', { textDocument }).catch(() => false))) {
    notify(window.showInformationMessage, "Cekura can't import from this provider.");
    return;
  }
  if (imports.runningFrom(uris.at(document.uri))) {
    const message = `Agent ${agent.id} is still being imported.`;
    const show = () => commands.executeCommand('cekuraAgent.showImport');
    notify(window.showInformationMessage, message, { 'Show Import': show });
    return;
  }
  const connection = await connect();
  if (!connection) return;
  const message = `Import agent ${agent.id} from its provider again?`;
  const what = "This overwrites what the agent has in Cekura. The spec isn't changed.";
  const detail = [what, addressLine()].join('\n').trim();
  const choice = await window.showWarningMessage(message, { modal: true, detail }, anew);
  if (choice === anew) await begin(document, agent.id, connection, services);
}

async function begin(
  { uri }: TextDocument,
  agentId: number,
  connection: Connection,
  { ask, earlier, followImports }: UpdateServices,
): Promise<void> {
  const { baseUrl } = connection;
  const before = await readAgent(connection, agentId);
  if (before.kind !== 'agent') return tellFailure('import', before, uri, agentId);
  const given = { agent: before.agent.compared };
  const agent = await ask('cekuraAgent/withoutSecrets', given).catch(() => undefined);
  if (!agent) return tellNoServer('import');
  try {
    earlier.add(baseUrl, agentId, agent, Date.now());
  } catch {
    return tellNotNoted('import');
  }
  const reply = await importAgain(connection, agentId);
  if (reply.kind !== 'importing') {
    if (!mayBeDone(reply)) return tellFailure('import', reply, uri, agentId);
    const message = `${whatHappened(reply)} The import may have begun.`;
    return notify(window.showWarningMessage, message, {
      'Open in Cekura': () => openAgent(agentId),
    });
  }
  const name = before.agent.get('name').shown(40) ?? nameOf(uri);
  const begun = { id: agentId, progressId: reply.progressId, name, baseUrl, spec: `${uri}` };
  void followImports.follow(connection, begun);
  notify(window.showInformationMessage, `Importing agent ${agentId} (${name}).`);
}
