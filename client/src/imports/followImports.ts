import { window, workspace } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import type { AgentIds } from '../agents/agentIds';
import { readAgent } from '../api/cekuraApi';
import { sentence } from '../api/failure';
import type { Connect, Connection } from '../api/http';
import { knownSecrets } from '../placeholders/knownSecrets';
import type { ApiKey } from '../secrets/apiKey';
import type { SecretStore } from '../secrets/secretStore';
import type { TrackedUri, UriTracker } from '../specs/uriTracker';
import { openAgent } from '../ui/links';
import { offers } from '../ui/messageActions';
import { notify } from '../ui/notifications';
import { checkOff } from '../ui/walkthrough';
import type { ImportedAgents } from './importedAgents';
import type { RememberedImport } from './importStore';
import type { FollowedImport, Imports } from './imports';

interface Services {
  ask: AskServer;
  secrets: SecretStore;
  connector: () => Connect | undefined;
  key: ApiKey;
  ids: AgentIds;
  imports: Imports;
  uris: UriTracker;
  importedAgents: ImportedAgents;
  /** Takes what an agent was given by its import into a spec. */
  pull: (spec: TrackedUri, agentId: number) => unknown;
}

/** Follows imports to their ends, also those begun before the window was opened, and tells of them. */
export class FollowImports {
  constructor(private readonly services: Services) {}

  /** Follows an import to its end and says how it ended; never rejects. */
  async follow(connection: Connection, begun: RememberedImport): Promise<void> {
    const { imports, uris } = this.services;
    const spec = uris.at(begun.spec);
    const { status, reason } = await imports.follow(connection, begun, spec);
    if (imports.isClosed || status === 'stopped') return;
    if (status === 'completed') return this.#tellImported(connection, begun, spec);
    const [show, happened] =
      status === 'failed'
        ? [window.showErrorMessage, "couldn't be imported"]
        : [window.showWarningMessage, "isn't followed anymore"];
    const why = sentence(reason ?? 'Cekura gives no reason');
    notify(show, `Agent ${begun.id} (${begun.name}) ${happened}: ${why} See the agent in Cekura.`, {
      'Open in Cekura': () => openAgent(begun.id),
      ...(status !== 'failed' && { Continue: () => this.goOn({ ...begun, spec: spec.uri }) }),
    });
  }

  /** Follows all remembered imports that nobody follows, where the key may go. */
  async resume(): Promise<void> {
    const { connector, key, imports, uris } = this.services;
    if (imports.waiting.length === 0 || !workspace.isTrusted) return;
    const connect = connector();
    const apiKey = connect && (await key.get(connect));
    const { waiting } = imports;
    for (const begun of waiting) {
      const spec = uris.at(begun.spec);
      if (!connect) imports.hold(begun, spec, 'The address of Cekura is wrong.');
      else if (apiKey === undefined) imports.hold(begun, spec, 'There is no API key.');
      // One after another: what is followed last is shown first.
      else await this.#followAt(connect(apiKey), begun);
    }
    if (connect && apiKey === undefined && waiting.length > 0) {
      const message = 'Set an API key to see how far an import is.';
      notify(window.showWarningMessage, message, offers.setApiKey);
    }
  }

  /** Follows an import again that is not followed any longer. */
  async goOn(begun: RememberedImport): Promise<void> {
    const connect = this.services.connector();
    const apiKey = connect && (await this.services.key.getOrAsk(connect));
    if (connect && apiKey !== undefined) await this.#followAt(connect(apiKey), begun);
  }

  /** Opens an imported agent beside its spec. */
  async showAgent({ id, spec }: FollowedImport): Promise<void> {
    const { connector, key, importedAgents } = this.services;
    const connect = connector();
    const apiKey = connect && (await key.getOrAsk(connect));
    if (!connect || apiKey === undefined) return;
    await importedAgents.show(await this.#masking(connect(apiKey), spec), id, spec);
  }

  /** Follows an import unless it is followed, or was begun at another host than the one the key goes to now. */
  async #followAt(connection: Connection, begun: RememberedImport): Promise<void> {
    const { imports, uris } = this.services;
    const spec = uris.at(begun.spec);
    if (connection.baseUrl === begun.baseUrl) {
      const masking = await this.#masking(connection, spec);
      if (!imports.isFollowed(begun)) void this.follow(masking, begun);
      return;
    }
    const [then, now] = [begun.baseUrl, connection.baseUrl].map((url) => new URL(url).host);
    const reason = `It started at ${then}, but the setting cekuraAgent.apiBaseUrl has ${now}.`;
    imports.hold(begun, spec, reason);
    const message = `Not following the import of agent ${begun.id} (${begun.name}). ${reason}`;
    notify(window.showWarningMessage, message, offers.openSettings);
  }

  /** A connection that masks what the spec of an import sends in secret. */
  async #masking(connection: Connection, spec: TrackedUri): Promise<Connection> {
    const { ask, secrets } = this.services;
    return { ...connection, secrets: await knownSecrets(spec.uri, ask, secrets) };
  }

  async #tellImported(connection: Connection, { id, name }: RememberedImport, spec: TrackedUri) {
    const { importedAgents, ids, pull } = this.services;
    checkOff('importFinished');
    const reply = await readAgent(connection, id);
    const given = reply.kind === 'agent' ? reply.agent.get('name').shown(80) : undefined;
    notify(window.showInformationMessage, `Imported agent "${given ?? name}" (id ${id}).`, {
      Pull: () => pull(spec, id),
      'Show Imported Agent': () => importedAgents.show(connection, id, spec),
      // A notification has no room for the names of four.
      ...ids.writeButton(spec, id),
    });
  }
}
