import { join } from 'node:path';
import {
  commands,
  type ExtensionContext,
  type LogOutputChannel,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { AccountEntry, AccountQuery, AskServer } from '../../shared/src/messages';
import { AccountNames } from './account/accountNames';
import { AgentIds } from './agents/agentIds';
import { dispatcherTo } from './api/dispatcher';
import type { Connect, Connection } from './api/http';
import { apiBaseUrl, networkSettings } from './configuration/settings';
import { Consents } from './create/consents';
import type { CreateServices } from './create/createServices';
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
import type { TrackedUri, UriTracker } from './specs/uriTracker';
import { BaseStore, KeptVersions } from './sync/baseStore';
import type { Bases } from './sync/rememberedBase';
import { openAgent } from './ui/links';
import { offers } from './ui/messageActions';
import { notify } from './ui/notifications';
import { cancel } from './ui/withCancel';
import { ComparedTexts } from './update/comparedTexts';
import { keepingVersions } from './update/earlierVersions';
import type { KnownStates } from './update/knownStates';
import { rememberCreated } from './update/rememberCreated';
import { updateCommands } from './update/updateCommands';

/** The commands that have to do with Cekura's API, by the last part of their names. */
export interface Commands {
  create(target?: unknown): Promise<void>;
  setApiKey(): Promise<void>;
  clearApiKey(): Promise<void>;
  showImport(): void;
  cancel(controller: unknown): void;
  /** Takes note of what differs between a spec and its agent; says nothing. */
  check(document: TextDocument): Promise<void>;
  compare(target?: unknown): Promise<void>;
  update(target?: unknown): Promise<void>;
  updateWithSecrets(target?: unknown): Promise<void>;
  pull(target?: unknown): Promise<void>;
  restoreEarlier(target?: unknown): Promise<void>;
  reimport(target?: unknown): Promise<void>;
  newSpecFromAgent(): Promise<void>;
  /** Follows the imports that the workspace remembers. */
  resumeImports(): Promise<void>;
  /** What the account has for a value of a spec; nothing is said or asked where Cekura cannot be reached. */
  account(query: AccountQuery): Promise<AccountEntry[]>;
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
  const pull = ({ uri }: TrackedUri, id: number) => updates.pullImported(Uri.parse(uri), id);
  const following = { ...services, secrets, uris, importedAgents, pull };
  const followImports = new FollowImports(following);
  const consents = new Consents(store);
  const sources = (document: Pick<TextDocument, 'uri' | 'isUntitled'>) =>
    placeholderSources(document, secrets);
  const oneAtATime = new OneAtATime(store);
  const shares = { ...services, store, sources, consents, oneAtATime };
  const { bases, earlier } = memoryIn(context);
  const noteCreated: CreateServices['noteCreated'] = (created) =>
    rememberCreated(created, { ask, bases, sources }).catch((error) => log.error(error));
  const creates = new Creates({ ...shares, followImports, noteCreated }, uris);
  const texts = new ComparedTexts(ask, sources);
  const connect = () => connectionWith(key, connector);
  const address = () => {
    const base = apiBaseUrl();
    return 'url' in base ? base.url : undefined;
  };
  const connectQuietly = async () => {
    const connect = cekuraAt(log);
    const apiKey = 'problem' in connect ? undefined : await key.get(connect);
    return 'problem' in connect || apiKey === undefined ? undefined : connect(apiKey);
  };
  const accountNames = new AccountNames();
  const reach = { address, connect, connectQuietly };
  const memory = { bases, earlier, known };
  const updates = updateCommands({ ...shares, ...reach, ...memory, uris, texts, followImports });
  const actions = {
    open: ({ id }: FollowedImport) => openAgent(id),
    pull: ({ spec, id }: FollowedImport) => pull(spec, id),
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
    async account(query) {
      const connection = await connectQuietly();
      return connection ? accountNames.get(connection, query) : [];
    },
  };
}

/** What is remembered of agents on this machine. What they have in common with specs is not worth a failure. */
function memoryIn({ globalStorageUri }: ExtensionContext) {
  const kept = new BaseStore(join(globalStorageUri.fsPath, 'bases'));
  const bases: Bases = {
    get: (...of) => kept.get(...of),
    set(...of) {
      try {
        kept.set(...of);
      } catch {
        // The disk is full: it is looked for in git again.
      }
    },
  };
  const earlier = keepingVersions(new KeptVersions(join(globalStorageUri.fsPath, 'versions')));
  return { bases, earlier };
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
  const found = cekuraAt(log);
  if (!('problem' in found)) return found;
  const { problem, show = window.showErrorMessage, actions } = found;
  notify(show, problem, actions);
  return undefined;
}

/** Why Cekura may not be reached, and what helps. */
interface Unreachable {
  problem: string;
  show?: typeof window.showWarningMessage;
  actions: Parameters<typeof notify>[2];
}

/** How Cekura is reached. */
function cekuraAt(log: LogOutputChannel): Connect | Unreachable {
  if (!workspace.isTrusted) {
    return {
      problem: 'Nothing is sent to Cekura until you trust this folder.',
      show: window.showWarningMessage,
      actions: { 'Manage Trust': () => commands.executeCommand('workbench.trust.manage') },
    };
  }
  const base = apiBaseUrl();
  if ('problem' in base) return { ...base, actions: offers.openSettings };
  const route = dispatcherTo(base.url, networkSettings());
  if ('problem' in route) return { ...route, actions: offers.openProxySettings };
  const { dispatcher } = route;
  return (key) => ({ baseUrl: base.url, key, dispatcher, log: (line) => log.info(line) });
}
