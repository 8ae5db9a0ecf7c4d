import { commands, window } from 'vscode';
import type { MissingValue } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { notify } from '../ui/notifications';

/** Says that a spec was deleted, or closed without being saved. */
export const tellGone = () =>
  notify(window.showErrorMessage, 'Not created: the spec was deleted or closed.');

/** Says that the disk is full or cannot be written: what is sent is noted before, so that nothing is lost. */
export const tellNotNoted = () =>
  notify(
    window.showErrorMessage,
    "Not created: couldn't write to the disk. Free up space, then create again.",
  );

/** Says that nobody can tell what to send. */
export const tellNoServer = () =>
  notify(
    window.showErrorMessage,
    "Not created: the language server isn't responding. Reload the window, then create again.",
    { 'Reload Window': () => commands.executeCommand('workbench.action.reloadWindow') },
  );

/** What is said of the errors in a spec. */
export const errorsInTheWay = (count: number) =>
  count === 1 ? 'Fix 1 error, then create again.' : `Fix ${count} errors, then create again.`;

/** What is said of placeholders without a value. */
export const valuesMissing = (missing: readonly MissingValue[]) =>
  missing
    .slice(0, 1)
    .map(({ message }) => `Not created. ${plainText(message)}`)
    .concat(missing.length > 1 ? `(${missing.length - 1} more in Problems.)` : [])
    .join(' ');
