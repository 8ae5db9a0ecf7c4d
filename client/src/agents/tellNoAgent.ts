import { commands, type Uri, window } from 'vscode';
import { notify } from '../ui/notifications';

/** A button that creates the agent of a spec. */
export const createButton = (spec: Uri) => ({
  'Create Agent': () => commands.executeCommand('cekuraAgent.create', spec),
});

/** Says that a spec has no agent that something could be done to. */
export function tellNoAgent(spec: Uri): void {
  const message = 'No agent has been created from this spec yet.';
  notify(window.showInformationMessage, message, createButton(spec));
}
