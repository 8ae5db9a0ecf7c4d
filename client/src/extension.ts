import { join } from 'node:path';
import { commands, type ExtensionContext, window, workspace } from 'vscode';
import type { AccountQuery, AskServer } from '../../shared/src/messages';
import { openInCekura, writeIdIntoSpec } from './agents/agentCommands';
import { registerCodeLens } from './agents/codeLens';
import { registerAddressStatus } from './configuration/addressStatus';
import { apiBaseUrl } from './configuration/settings';
import { ImportStore } from './imports/importStore';
import { copyCurl } from './preview/copyCurl';
import { Previews } from './preview/preview';
import { KeptSecrets } from './secrets/keptSecrets';
import { keepSecret, setSecret } from './secrets/secretCommands';
import { SecretStore } from './secrets/secretStore';
import { onFirstMistakeFixed } from './specs/mistakes';
import { SharedFolder } from './specs/sharedFolder';
import { specSelector } from './specs/specDocuments';
import { SpecStore } from './specs/specStore';
import { UriTracker } from './specs/uriTracker';
import { WindowId } from './specs/windowId';
import { notify } from './ui/notifications';
import { checkOff } from './ui/walkthrough';
import { registerCheckOnOpen } from './update/checkOnOpen';
import { KnownStates } from './update/knownStates';
import { registerStateStatus } from './update/stateStatus';

/** What other extensions and tests can ask of this one. */
export interface Exports {
  /** Where agents are created; throws an Error that says why when nothing would be sent. */
  apiBaseUrl(): string;
}

/** Registers everything and returns; what takes time to load is loaded when it is first needed. */
export function activate(context: ExtensionContext): Exports {
  const log = window.createOutputChannel('Cekura', { log: true });
  const account = async (query: AccountQuery) =>
    workspace.isTrusted ? (await cekura()).account(query) : [];
  // In the next turn: what is loaded in this one, VS Code counts as activation.
  const server = new Promise(setImmediate)
    .then(() => import('./languageClient/languageClient'))
    .then((lazy) => lazy.startLanguageClient(context, log, account));
  server.catch((error) => log.error(error));
  const ask: AskServer = async (method, params) => (await server)(method, params);

  const uris = new UriTracker();
  const folder = new SharedFolder(join(context.globalStorageUri.fsPath, 'specs'));
  const windowId = new WindowId(context.workspaceState, folder);
  const store = new SpecStore(folder, windowId);
  const importStore = new ImportStore(context.workspaceState);
  uris.onDidMove((move) => store.move(move));
  uris.onDidMove((move) => importStore.move(move));

  const keptSecrets = new KeptSecrets(context.secrets, tellNotKept);
  const secrets = new SecretStore(keptSecrets);
  const previews = new Previews(ask);
  const known = new KnownStates(uris);
  let opened: Promise<import('./commands').Commands> | undefined;
  const cekura = () => {
    opened ??= import('./commands').then((lazy) =>
      lazy.openCommands({ context, log, ask, store, importStore, keptSecrets, uris, known }),
    );
    return opened;
  };
  const resumeImports = async () => {
    if (importStore.all.length > 0 && workspace.isTrusted) await (await cekura()).resumeImports();
  };
  const handlers: Record<string, (...args: unknown[]) => Promise<void>> = {
    create: async (target) => (await cekura()).create(target),
    compare: async (target) => (await cekura()).compare(target),
    update: async (target) => (await cekura()).update(target),
    updateWithSecrets: async (target) => (await cekura()).updateWithSecrets(target),
    pull: async (target) => (await cekura()).pull(target),
    restoreEarlier: async (target) => (await cekura()).restoreEarlier(target),
    reimport: async (target) => (await cekura()).reimport(target),
    newSpecFromAgent: async () => (await cekura()).newSpecFromAgent(),
    preview: (target) => previews.show(target),
    copyCurl: (target) => copyCurl(target, ask),
    setApiKey: async () => (await cekura()).setApiKey(),
    clearApiKey: async () => (await cekura()).clearApiKey(),
    showImport: async () => (await cekura()).showImport(),
    open: (target) => openInCekura(target, ask, store),
    writeId: (target) => writeIdIntoSpec(target, ask, store),
    cancel: async (controller) => (await cekura()).cancel(controller),
    keepSecret: (name, value) => keepSecret(secrets, name, value),
    setSecret: () => setSecret(secrets),
    newSpec: async () => (await import('./newSpec')).newSpec(context),
    showLog: async () => log.show(),
  };
  context.subscriptions.push(
    log,
    uris,
    windowId,
    previews,
    registerCodeLens(ask, store),
    registerAddressStatus(specSelector),
    registerStateStatus(specSelector, known, ask, store),
    registerCheckOnOpen(async (document) => (await cekura()).check(document)),
    onFirstMistakeFixed(() => checkOff('mistakeFixed')),
    workspace.onDidGrantWorkspaceTrust(resumeImports),
    ...Object.entries(handlers).map(([name, run]) =>
      commands.registerCommand(`cekuraAgent.${name}`, run),
    ),
  );
  resumeImports().catch((error) => log.error(error));
  return {
    apiBaseUrl() {
      const base = apiBaseUrl();
      if ('problem' in base) throw new Error(base.problem);
      return base.url;
    },
  };
}

/** Says that the secret storage of the editor has not taken a value. */
function tellNotKept(): void {
  const message =
    "VS Code's secret storage isn't available. Keys and secrets are kept until this window closes. On Linux, install and unlock a keyring such as gnome-keyring, or set CEKURA_API_KEY before you start VS Code.";
  notify(window.showWarningMessage, message);
}
