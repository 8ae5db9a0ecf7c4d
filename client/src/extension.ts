import { commands, type ExtensionContext, window } from 'vscode';
import { registerCodeLens } from './codeLens';
import { KeptSecrets } from './keptSecrets';
import type { AskServer } from './languageClient';
import { keepSecret, setSecret } from './secretCommands';
import { apiBaseUrl } from './settings';

/** What other extensions and tests can ask of this one. */
export interface Exports {
  /** Where agents are created; throws an Error that says why when nothing would be sent. */
  apiBaseUrl(): string;
}

/** Registers everything and returns; what takes time to load is loaded when it is first needed. */
export function activate(context: ExtensionContext): Exports {
  const log = window.createOutputChannel('Cekura', { log: true });
  const server = Promise.resolve()
    .then(() => import('./languageClient'))
    .then((lazy) => lazy.startLanguageClient(context, log));
  server.catch((error) => log.error(error));
  const ask: AskServer = async (method, params) => (await server)(method, params);

  const secrets = new KeptSecrets(context.secrets);
  let opened: Promise<import('./commands').Commands> | undefined;
  const cekura = () => {
    opened ??= import('./commands').then((lazy) => lazy.openCommands(context, log, ask));
    return opened;
  };
  const handlers: Record<string, (...args: unknown[]) => Promise<void>> = {
    create: async (target) => (await cekura()).create(target),
    setApiKey: async () => (await cekura()).setApiKey(),
    clearApiKey: async () => (await cekura()).clearApiKey(),
    showImport: async () => (await cekura()).showImport(),
    keepSecret: (name, value) => keepSecret(secrets, name, value),
    setSecret: () => setSecret(secrets),
    newSpec: async () => (await import('./newSpec')).newSpec(context),
  };
  context.subscriptions.push(
    log,
    registerCodeLens(),
    ...Object.entries(handlers).map(([name, run]) =>
      commands.registerCommand(`cekuraAgent.${name}`, run),
    ),
  );
  return {
    apiBaseUrl() {
      const base = apiBaseUrl();
      if ('problem' in base) throw new Error(base.problem);
      return base.url;
    },
  };
}
