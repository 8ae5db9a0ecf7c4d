import { CodeLens, type Disposable, languages, Range } from 'vscode';
import type { AskServer } from '../languageClient/languageClient';
import { specSelector } from '../specs/specDocuments';
import type { SpecStore } from '../specs/specStore';
import { agentIdOf } from './agentIdOf';

/** Shows *Create Agent* above the first line of each spec, and *Open in Cekura* once it has an agent. */
export function registerCodeLens(ask: AskServer, store: SpecStore): Disposable {
  return languages.registerCodeLensProvider(specSelector, {
    onDidChangeCodeLenses: store.onDidChange,
    async provideCodeLenses(document) {
      const id = await agentIdOf(document, ask, store);
      return [
        lens('$(cloud-upload) Create Agent', 'Create this agent in Cekura', 'create', document.uri),
        ...(id === undefined
          ? []
          : [lens('Open in Cekura', `Open agent ${id} in Cekura`, 'open', document.uri)]),
      ];
    },
  });
}

const lens = (title: string, tooltip: string, command: string, argument: unknown) =>
  new CodeLens(new Range(0, 0, 0, 0), {
    title,
    tooltip,
    command: `cekuraAgent.${command}`,
    arguments: [argument],
  });
