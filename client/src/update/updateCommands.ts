import { type TextDocument, window } from 'vscode';
import { noSpec, specFor } from '../specs/specDocuments';
import { notify } from '../ui/notifications';
import { compareAgent } from './compareAgent';
import { restoreEarlier } from './earlierVersions';
import { check } from './lookAtAgent';
import { pullAgent, pullImported } from './pullAgent';
import { reimport } from './reimport';
import type { UpdateServices } from './services';
import { specFromAgent } from './specFromAgent';
import { UpdateAttempt } from './updateAttempt';

/** What keeps a spec and its agent in step: each takes the spec's Uri, else the active editor's spec is meant. */
export function updateCommands(services: UpdateServices) {
  const update = (document: TextDocument, withSecrets: boolean) => {
    const spec = services.uris.at(document.uri);
    const attempt = () => new UpdateAttempt(spec, services, withSecrets).run(document);
    return services.oneAtATime.run(spec, 'update', attempt);
  };
  const reimportOnce = (document: TextDocument) => {
    const spec = services.uris.at(document.uri);
    return services.oneAtATime.run(spec, 'import', () => reimport(document, services));
  };
  return {
    /** Takes note of what differs, where there is a key; says nothing. */
    async check(document: TextDocument) {
      const connection = await services.connectQuietly();
      if (connection) await check(document, connection, services);
    },
    compare: withSpec((document) => compareAgent(document, services)),
    pull: withSpec((document) => pullAgent(document, services)),
    /** @param agentId the agent that was imported */
    pullImported: (target: unknown, agentId: number) =>
      withSpec((document) => pullImported(document, agentId, services))(target),
    restoreEarlier: withSpec((document) => restoreEarlier(document, services)),
    reimport: withSpec(reimportOnce),
    newSpecFromAgent: () => specFromAgent(services),
    update: withSpec((document) => update(document, false)),
    updateWithSecrets: withSpec((document) => update(document, true)),
  };
}

/** A command for a spec; says that there is none where that is so. */
function withSpec(run: (document: TextDocument) => Promise<void>) {
  return async (target?: unknown): Promise<void> => {
    const document = await specFor(target);
    if (document) return run(document);
    notify(window.showErrorMessage, noSpec);
  };
}
