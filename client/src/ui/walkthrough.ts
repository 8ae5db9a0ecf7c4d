import { commands } from 'vscode';

/** Steps of the walkthrough that are checked off by what a person has done, not by a command they ran. */
export type Step = 'specStarted' | 'mistakeFixed' | 'hasApiKey' | 'agentCreated' | 'importFinished';

/** Checks off a step of the walkthrough; VS Code remembers it. */
export function checkOff(step: Step): void {
  void commands.executeCommand('setContext', `cekuraAgent.${step}`, true);
}
