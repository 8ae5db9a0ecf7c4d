import { window, workspace } from 'vscode';
import type { AgentIds } from '../agents/agentIds';
import { readAgent } from '../api/cekuraApi';
import { sentence } from '../api/failure';
import type { Connect, Connection } from '../api/http';
import type { AskServer } from '../languageClient/languageClient';
import { knownSecrets } from '../placeholders/knownSecrets';
import type { ApiKey } from '../secrets/apiKey';
import type { SecretStore } from '../secrets/secretStore';
import type { TrackedUri, UriTracker } from '../specs/uriTracker';
import { openAgent } from '../ui/links';
import { offers } from '../ui/messageActions';
import { notify } from '../ui/notifications';
import type { ImportedAgents } from './importedAgents';
import type { RememberedImport } from './importStore';
import type { FollowedImport, Imports } from './imports';

interface Parts {
  ask: AskServer;
  secrets: SecretStore;
  connector: () => Connect | undefined;
  key: ApiKey;
  ids: AgentIds;
  imports: Imports;
  places: UriTracker;
  importedAgents: ImportedAgents;
}

/** Follows imports to their ends, also those begun before the window was opened, and tells of them. */
export class FollowImports {
  constructor(private readonly parts: Parts) {}

  /** Follows an import to its end and says how it ended; never rejects. */
  async follow(connection: Connection, begun: RememberedImport): Promise<void> {
    const { imports, places } = this.parts;
    const place = places.at(begun.spec);
    const { status, reason } = await imports.follow(connection, begun, place);
    if (imports.isClosed || status === 'stopped') return;
    if (status === 'completed') return this.#tellImported(connection, begun, place);
    const [show, happened] =
      status === 'failed'
        ? [window.showErrorMessage, 'could not be imported']
        : [window.showWarningMessage, 'is not followed any longer'];
    const why = sentence(reason ?? 'Cekura gives no reason');
    notify(show, `Agent ${begun.id} (${begun.name}) ${happened}: ${why} Look at it in Cekura.`, {
      'Open in Cekura': () => openAgent(begun.id),
      ...(status !== 'failed' && { 'Go On': () => this.goOn({ ...begun, spec: place.uri }) }),
    });
  }

  /** Follows all remembered imports that nobody follows, where the key may go. */
  async resume(): Promise<void> {
    const { connector, key, imports, places } = this.parts;
    if (imports.waiting.length === 0 || !workspace.isTrusted) return;
    const connect = connector();
    const apiKey = connect && (await key.get(connect));
    const { waiting } = imports;
    for (const begun of waiting) {
      const place = places.at(begun.spec);
      if (!connect) imports.hold(begun, place, 'It is not clear where Cekura is.');
      else if (apiKey === undefined) imports.hold(begun, place, 'There is no API key.');
      // One after another: what is followed last is shown first.
      else await this.#followAt(connect(apiKey), begun);
    }
    if (connect && apiKey === undefined && waiting.length > 0) {
      const message = 'An import has begun before, and there is no API key to ask how far it is.';
      notify(window.showWarningMessage, message, offers.setApiKey);
    }
  }

  /** Follows an import again that is not followed any longer. */
  async goOn(begun: RememberedImport): Promise<void> {
    const connect = this.parts.connector();
    const apiKey = connect && (await this.parts.key.getOrAsk(connect));
    if (connect && apiKey !== undefined) await this.#followAt(connect(apiKey), begun);
  }

  /** Opens an imported agent beside its spec. */
  async showAgent({ id, place }: FollowedImport): Promise<void> {
    const { connector, key, importedAgents } = this.parts;
    const connect = connector();
    const apiKey = connect && (await key.getOrAsk(connect));
    if (!connect || apiKey === undefined) return;
    await importedAgents.show(await this.#masking(connect(apiKey), place), id, place);
  }

  /** Follows an import unless it is followed, or was begun at another host than the one the key goes to now. */
  async #followAt(connection: Connection, begun: RememberedImport): Promise<void> {
    const { imports, places } = this.parts;
    const place = places.at(begun.spec);
    if (connection.baseUrl === begun.baseUrl) {
      const masking = await this.#masking(connection, place);
      if (!imports.isFollowed(begun)) void this.follow(masking, begun);
      return;
    }
    const [then, now] = [begun.baseUrl, connection.baseUrl].map((url) => new URL(url).host);
    const reason = `It was begun at ${then}, and the setting cekuraAgent.apiBaseUrl names ${now}.`;
    imports.hold(begun, place, reason);
    const message = `The import of agent ${begun.id} (${begun.name}) is not followed. ${reason}`;
    notify(window.showWarningMessage, message, offers.openSettings);
  }

  /** A connection that masks what the spec of an import sends in secret. */
  async #masking(connection: Connection, place: TrackedUri): Promise<Connection> {
    const { ask, secrets } = this.parts;
    return { ...connection, secrets: await knownSecrets(place.uri, ask, secrets) };
  }

  async #tellImported(connection: Connection, { id, name }: RememberedImport, place: TrackedUri) {
    const { importedAgents, ids } = this.parts;
    const reply = await readAgent(connection, id);
    const given = reply.kind === 'agent' ? reply.agent.get('name').shown(80) : undefined;
    notify(window.showInformationMessage, `Imported agent "${given ?? name}" (id ${id}).`, {
      'Show Imported Agent': () => importedAgents.show(connection, id, place),
      ...ids.buttons(place, id),
    });
  }
}
