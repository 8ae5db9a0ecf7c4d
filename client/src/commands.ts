import {
  commands,
  type ExtensionContext,
  type LogOutputChannel,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { AskServer } from '../../shared/src/messages';
import { AgentIds } from './agents/agentIds';
import { dispatcherTo } from './api/dispatcher';
import type { Connect, Connection } from './api/http';
import { apiBaseUrl, networkSettings } from './configuration/settings';
import { Consents } from './create/consents';
import { Creates } from './create/creates';
import { OneAtATime } from './create/oneAtATime';
import { FollowImports } from './imports/followImports';
import { ImportedAgents, importedScheme } from './imports/importedAgents';
import { ImportStatus } from './imports/importStatus';
import type { ImportStore } from './imports/importStore';
import { type FollowedImport, Imports } from './imports/imports';
import { placeholderSources } from './placeholders/placeholderSources';
import { ApiKey } from './secrets/apiKey';
import type { KeptSecrets } from './secrets/keptSecrets';
import { SecretStore } from './secrets/secretStore';
import type { SpecStore } from './specs/specStore';
import type { UriTracker } from './specs/uriTracker';
import { openAgent } from './ui/links';
import { offers } from './ui/messageActions';
import { notify } from './ui/notifications';
import { cancel } from './ui/withCancel';
import { ComparedTexts } from './update/comparedTexts';
import type { KnownStates } from './update/knownStates';
import { updateCommands } from './update/updateCommands';

/** The commands that have to do with Cekura's API, by the last part of their names. */
export interface Commands {
  create(target?: unknown): Promise<void>;
  setApiKey(): Promise<void>;
  clearApiKey(): Promise<void>;
  showImport(): void;
  cancel(controller: unknown): void;
  compare(target?: unknown): Promise<void>;
  update(target?: unknown): Promise<void>;
  updateWithSecrets(target?: unknown): Promise<void>;
  pull(target?: unknown): Promise<void>;
  /** Follows the imports that the workspace remembers. */
  resumeImports(): Promise<void>;
}

/** What the commands share with what is always loaded. */
export interface Shared {
  context: ExtensionContext;
  log: LogOutputChannel;
  ask: AskServer;
  store: SpecStore;
  importStore: ImportStore;
  keptSecrets: KeptSecrets;
  uris: UriTracker;
  known: KnownStates;
}

/** Puts together what these commands share; loaded, with undici, when the first of them runs. */
export function openCommands(shared: Shared): Commands {
  const { log, ask, store, importStore, keptSecrets, uris, context, known } = shared;
  const connector = () => connectorTo(log);
  const key = new ApiKey(keptSecrets);
  const secrets = new SecretStore(keptSecrets);
  const ids = new AgentIds(ask, store);
  const imports = new Imports(importStore);
  const importedAgents = new ImportedAgents(ask);
  const services = { ask, connector, key, ids, imports };
  const followImports = new FollowImports({ ...services, secrets, uris, importedAgents });
  const consents = new Consents(store);
  const sources = (document: TextDocument) => placeholderSources(document, secrets);
  const oneAtATime = new OneAtATime(store);
  const shares = { ...services, store, sources, consents, oneAtATime };
  const creates = new Creates({ ...shares, followImports }, uris);
  const texts = new ComparedTexts(ask, sources);
  const connect = () => connectionWith(key, connector);
  const memory = { bases: undefined, earlier: undefined };
  const updates = updateCommands({ ...shares, ...memory, connect, uris, known, texts });
  const actions = {
    open: ({ id }: FollowedImport) => openAgent(id),
    showAgent: (item: FollowedImport) => followImports.showAgent(item),
    writeId: ({ spec, id }: FollowedImport) => ids.write(spec, id),
    tryAgain: ({ spec }: FollowedImport) => creates.create(Uri.parse(spec.uri)),
    goOn: ({ begun, spec }: FollowedImport) => followImports.goOn({ ...begun, spec: spec.uri }),
    stop: (item: FollowedImport) => stopFollowing(item, imports),
  };
  const status = new ImportStatus(imports, actions, ({ spec, id }) => ids.isOffered(spec, id));
  const onKey = key.onDidChange(() => followImports.resume());
  const provider = workspace.registerTextDocumentContentProvider(importedScheme, importedAgents);
  context.subscriptions.push(imports, status, onKey, provider, texts);
  return {
    ...updates,
    create: (target) => creates.create(target),
    async setApiKey() {
      const connect = connector();
      if (connect && (await key.ask(connect))) {
        notify(window.showInformationMessage, 'API key saved.');
      }
    },
    async clearApiKey() {
      const base = apiBaseUrl();
      if ('url' in base) await key.clear(base.url);
      else notify(window.showErrorMessage, base.problem, offers.openSettings);
    },
    showImport: () => status.showList(),
    cancel,
    resumeImports: () => followImports.resume(),
  };
}

async function stopFollowing(item: FollowedImport, imports: Imports): Promise<void> {
  await imports.forget(item);
  const message = `Stopped following agent ${item.id} (${item.name}). Its import continues in Cekura.`;
  notify(window.showInformationMessage, message, { 'Open in Cekura': () => openAgent(item.id) });
}

/** How Cekura is reached with the key that is kept or asked for; undefined after saying why not. */
async function connectionWith(
  key: ApiKey,
  connector: () => Connect | undefined,
): Promise<Connection | undefined> {
  const connect = connector();
  const apiKey = connect && (await key.getOrAsk(connect));
  return connect && apiKey !== undefined ? connect(apiKey) : undefined;
}

/** How Cekura is reached, or undefined after saying why it may not be. */
function connectorTo(log: LogOutputChannel): Connect | undefined {
  if (!workspace.isTrusted) {
    notify(window.showWarningMessage, 'Nothing is sent to Cekura until you trust this folder.', {
      'Manage Trust': () => commands.executeCommand('workbench.trust.manage'),
    });
    return undefined;
  }
  const base = apiBaseUrl();
  if ('problem' in base) {
    notify(window.showErrorMessage, base.problem, offers.openSettings);
    return undefined;
  }
  const route = dispatcherTo(base.url, networkSettings());
  if ('problem' in route) {
    notify(window.showErrorMessage, route.problem, offers.openProxySettings);
    return undefined;
  }
  const { dispatcher } = route;
  return (key) => ({ baseUrl: base.url, key, dispatcher, log: (line) => log.info(line) });
}
