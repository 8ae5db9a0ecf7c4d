import { type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import { ApiDiagnostics } from './apiDiagnostics';
import { ApiKey } from './apiKey';
import { dispatcherTo } from './cekura/dispatcher';
import type { Connect } from './cekura/http';
import { Creates } from './create';
import { ImportStatus } from './importStatus';
import { Imports } from './imports';
import { KeptSecrets } from './keptSecrets';
import type { AskServer } from './languageClient';
import { notify } from './notify';
import { offers } from './offers';
import { apiBaseUrl, networkSettings } from './settings';

/** The commands that have to do with Cekura's API, by the last part of their names. */
export interface Commands {
  create(target?: unknown): Promise<void>;
  setApiKey(): Promise<void>;
  clearApiKey(): Promise<void>;
  showImport(): void;
}

/** Puts together what these commands share; loaded, with undici, when the first of them runs. */
export function openCommands(
  context: ExtensionContext,
  log: LogOutputChannel,
  ask: AskServer,
): Commands {
  const key = new ApiKey(context.secrets);
  const secrets = new KeptSecrets(context.secrets);
  const diagnostics = new ApiDiagnostics();
  const imports = new Imports();
  const status = new ImportStatus(imports);
  const connector = () => connectorTo(log);
  const creates = new Creates({ ask, connector, key, secrets, diagnostics, imports });
  context.subscriptions.push(diagnostics, imports, status);
  return {
    create: (target) => creates.create(target),
    async setApiKey() {
      const connect = connector();
      if (connect && (await key.ask(connect))) {
        notify(window.showInformationMessage, 'The API key is valid and kept.');
      }
    },
    clearApiKey: () => key.clear(),
    showImport: () => status.showList(),
  };
}

/** How Cekura is reached, or undefined after saying why it may not be. */
function connectorTo(log: LogOutputChannel): Connect | undefined {
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
