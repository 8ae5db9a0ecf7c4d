import { commands, window } from 'vscode';
import type { MissingValue } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { notify } from '../ui/notifications';

/** What is done with the agent of a spec, and the word for when it is done. */
export const done = {
  create: 'created',
  update: 'updated',
  compare: 'compared',
  pull: 'pulled',
  import: 'imported',
} as const;

/** What was to be done with the agent of a spec. */
export type Action = keyof typeof done;

/** Says that a spec was deleted, or closed without being saved. */
export const tellGone = (action: Action) =>
  notify(window.showErrorMessage, `Not ${done[action]}: the spec was deleted or closed.`);

/** Says that the disk is full or cannot be written: what is sent is noted before, so that nothing is lost. */
export const tellNotNoted = (action: Action) =>
  notify(
    window.showErrorMessage,
    `Not ${done[action]}: couldn't write to the disk. Free up space, then ${action} again.`,
  );

/** Says that nobody can tell what to send. */
export const tellNoServer = (action: Action) =>
  notify(
    window.showErrorMessage,
    `Not ${done[action]}: the language server isn't responding. Reload the window, then ${action} again.`,
    { 'Reload Window': () => commands.executeCommand('workbench.action.reloadWindow') },
  );

/** Says that the YAML of a spec is broken, so that not all of it is understood. */
export const tellBroken = (action: Action) =>
  notify(window.showErrorMessage, `Fix the YAML errors, then ${action} again.`);

/** What is said of the errors in a spec. */
export const errorsInTheWay = (action: Action, count: number) =>
  `Fix ${count === 1 ? '1 error' : `${count} errors`}, then ${action} again.`;

/** What is said of placeholders without a value. */
export const valuesMissing = (action: Action, missing: readonly MissingValue[]) =>
  missing
    .slice(0, 1)
    .map(({ message }) => `Not ${done[action]}. ${plainText(message)}`)
    .concat(missing.length > 1 ? `(${missing.length - 1} more in Problems.)` : [])
    .join(' ');
