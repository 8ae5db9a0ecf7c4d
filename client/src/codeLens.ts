import { CodeLens, type Disposable, languages, Range } from 'vscode';
import { specSelector } from './documents';

/** Shows *Create Agent* above the first line of each spec. */
export function registerCodeLens(): Disposable {
  return languages.registerCodeLensProvider(specSelector, {
    provideCodeLenses: ({ uri }) => [
      new CodeLens(new Range(0, 0, 0, 0), {
        title: '$(cloud-upload) Create Agent',
        tooltip: 'Create this agent in Cekura',
        command: 'cekuraAgent.create',
        arguments: [uri],
      }),
    ],
  });
}
