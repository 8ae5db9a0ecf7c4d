import { commands, window } from 'vscode';
import type { MissingValue } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { notify } from '../ui/notifications';

/** Says that a spec was deleted, or closed without being saved. */
export const tellGone = () =>
  notify(window.showErrorMessage, 'Nothing was sent, as the spec is gone.');

/** Says that the disk is full or cannot be written: what is sent is noted before, so that nothing is lost. */
export const tellNotNoted = () =>
  notify(
    window.showErrorMessage,
    'Nothing was sent, as this create could not be noted on the disk first. Make room on the disk and try again.',
  );

/** Says that nobody can tell what to send. */
export const tellNoServer = () =>
  notify(
    window.showErrorMessage,
    'The language server does not answer, so nothing was sent. Reload the window and try again.',
    { 'Reload Window': () => commands.executeCommand('workbench.action.reloadWindow') },
  );

/** What is said of the errors in a spec. */
export const errorsInTheWay = (count: number) =>
  count === 1
    ? 'One problem stands in the way of creating this agent: solve it, then create again.'
    : `${count} problems stand in the way of creating this agent: solve them, then create again.`;

/** What is said of placeholders without a value. */
export const valuesMissing = (missing: readonly MissingValue[]) =>
  missing
    .slice(0, 1)
    .map(({ message }) => `Nothing was sent. ${plainText(message)}`)
    .concat(missing.length > 1 ? `(${missing.length - 1} more in Problems.)` : [])
    .join(' ');
