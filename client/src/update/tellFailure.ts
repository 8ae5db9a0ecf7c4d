import { commands, type Uri, window } from 'vscode';
import { createButton } from '../agents/tellNoAgent';
import { createFailed, whatHappened } from '../api/failure';
import type { Failure } from '../api/reply';
import { type Action, done } from '../create/whyNothingWasSent';
import { syncText } from '../sync/syncText';
import { openAgents } from '../ui/links';
import { offers } from '../ui/messageActions';
import { notify } from '../ui/notifications';

/** Says why something could not be done to the agent of a spec, and that nothing was. */
export function tellFailure(action: Action, failure: Failure, spec: Uri, agentId: number): void {
  if (failure.kind === 'gone') {
    notify(window.showWarningMessage, syncText.gone(agentId), {
      ...createButton(spec),
      'Open Cekura': openAgents,
    });
    return;
  }
  const { offer } = createFailed(failure);
  const isAgain = offer === undefined || offer === 'tryAgain' || offer === 'openCekura';
  const command = `cekuraAgent.${action === 'import' ? 'reimport' : action}`;
  const again = { 'Try Again': () => commands.executeCommand(command, spec) };
  const show =
    failure.kind === 'cancelled' ? window.showInformationMessage : window.showErrorMessage;
  const actions = isAgain ? again : offers[offer];
  notify(show, `${whatHappened(failure)} Not ${done[action]}.`, actions);
}
