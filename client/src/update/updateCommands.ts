import { type TextDocument, window } from 'vscode';
import { specFor } from '../specs/specDocuments';
import { notify } from '../ui/notifications';
import { compareAgent } from './compareAgent';
import { pullAgent, pullImported } from './pullAgent';
import type { UpdateServices } from './services';
import { UpdateAttempt } from './updateAttempt';

/** What keeps a spec and its agent in step: each takes the spec's Uri, else the active editor's spec is meant. */
export function updateCommands(services: UpdateServices) {
  const update = (document: TextDocument, withSecrets: boolean) => {
    const spec = services.uris.at(document.uri);
    const attempt = () => new UpdateAttempt(spec, services, withSecrets).run(document);
    return services.oneAtATime.run(spec, 'update', attempt);
  };
  return {
    compare: withSpec((document) => compareAgent(document, services)),
    pull: withSpec((document) => pullAgent(document, services)),
    pullImported: withSpec((document) => pullImported(document, services)),
    update: withSpec((document) => update(document, false)),
    updateWithSecrets: withSpec((document) => update(document, true)),
  };
}

/** A command for a spec; says that there is none where that is so. */
function withSpec(run: (document: TextDocument) => Promise<void>) {
  return async (target?: unknown): Promise<void> => {
    const document = await specFor(target);
    if (document) return run(document);
    notify(window.showErrorMessage, 'Open an agent spec (*.cekura-agent.yaml) first.');
  };
}
