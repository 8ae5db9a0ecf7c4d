import { commands, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import { AgentIds } from './agents/agentIds';
import { dispatcherTo } from './api/dispatcher';
import type { Connect } from './api/http';
import { apiBaseUrl, networkSettings } from './configuration/settings';
import { Consents } from './create/consents';
import { Creates } from './create/create';
import { UnresolvedCreates } from './create/unresolvedCreates';
import { FollowImports } from './imports/followImports';
import { ImportedAgents, importedScheme } from './imports/importedAgents';
import { ImportStatus } from './imports/importStatus';
import type { ImportStore } from './imports/importStore';
import { type FollowedImport, Imports } from './imports/imports';
import { ApiDiagnostics } from './languageClient/apiDiagnostics';
import type { AskServer } from './languageClient/languageClient';
import { ApiKey } from './secrets/apiKey';
import type { KeptSecrets } from './secrets/keptSecrets';
import { SecretStore } from './secrets/secretStore';
import type { SpecStore } from './specs/specStore';
import type { UriTracker } from './specs/uriTracker';
import { openAgent } from './ui/links';
import { offers } from './ui/messageActions';
import { notify } from './ui/notifications';

/** The commands that have to do with Cekura's API, by the last part of their names. */
export interface Commands {
  create(target?: unknown): Promise<void>;
  setApiKey(): Promise<void>;
  clearApiKey(): Promise<void>;
  showImport(): void;
  /** Follows the imports that the workspace remembers. */
  resumeImports(): Promise<void>;
}

/** What the commands share with what is always loaded. */
export interface Shared {
  context: ExtensionContext;
  log: LogOutputChannel;
  ask: AskServer;
  memory: SpecStore;
  importMemory: ImportStore;
  keptSecrets: KeptSecrets;
  places: UriTracker;
}

/** Puts together what these commands share; loaded, with undici, when the first of them runs. */
export function openCommands(shared: Shared): Commands {
  const { context, log, ask, memory, importMemory, keptSecrets } = shared;
  const connector = () => connectorTo(log);
  const key = new ApiKey(keptSecrets);
  const secrets = new SecretStore(keptSecrets);
  const diagnostics = new ApiDiagnostics();
  const ids = new AgentIds(ask, memory);
  const imports = new Imports(importMemory);
  const importedAgents = new ImportedAgents(ask);
  const parts = { ...shared, connector, key, secrets, diagnostics, ids, imports, importedAgents };
  const followImports = new FollowImports(parts);
  const unresolvedCreates = new UnresolvedCreates(memory, ids);
  const consents = new Consents(memory);
  const creates = new Creates({ ...parts, consents, followImports, unresolvedCreates });
  const status = new ImportStatus(imports, {
    open: ({ id }) => openAgent(id),
    showAgent: (item) => followImports.showAgent(item),
    goOn: ({ begun, place }) => followImports.goOn({ ...begun, spec: place.uri }),
    stop: (item) => stopFollowing(item, imports),
  });
  const onKey = key.onDidChange(() => followImports.resume());
  const provider = workspace.registerTextDocumentContentProvider(importedScheme, importedAgents);
  context.subscriptions.push(diagnostics, imports, status, onKey, provider);
  return {
    create: (target) => creates.create(target),
    async setApiKey() {
      const connect = connector();
      if (connect && (await key.ask(connect))) {
        notify(window.showInformationMessage, 'The API key is valid.');
      }
    },
    async clearApiKey() {
      const base = apiBaseUrl();
      if ('url' in base) await key.clear(base.url);
      else notify(window.showErrorMessage, base.problem, offers.openSettings);
    },
    showImport: () => status.showList(),
    resumeImports: () => followImports.resume(),
  };
}

async function stopFollowing(item: FollowedImport, imports: Imports): Promise<void> {
  await imports.forget(item);
  const message = `Agent ${item.id} (${item.name}) is not followed any longer. Its import goes on in Cekura.`;
  notify(window.showInformationMessage, message, { 'Open in Cekura': () => openAgent(item.id) });
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
