import { commands, type Uri, window } from 'vscode';
import type { Difference, FieldName } from '../../../shared/src/sync';
import { fieldCount, fieldList } from '../sync/fieldText';
import type { Seen } from '../sync/look';
import { keptText, syncText, unsureText } from '../sync/syncText';
import { notify } from '../ui/notifications';
import { secretsButton } from './compareAgent';

/** What a message about a spec and its agent can lead to. */
export const compareButton = (spec: Uri) => ({
  Compare: () => commands.executeCommand('cekuraAgent.compare', spec),
});

export const pullButton = (spec: Uri, label: string) => ({
  [label]: () => commands.executeCommand('cekuraAgent.pull', spec),
});

/** What Cekura never shows in these is no secret. */
const lists = new Set(['mock_tools', 'knowledge_base_files']);

/** Says that the agent is as the spec has it, but for what has changed in Cekura. */
export function tellNothing(
  spec: Uri,
  { comparison, unsure }: Pick<Seen, 'comparison' | 'unsure'>,
): void {
  const secrets = comparison.unknown.filter(([first = '']) => !lists.has(first));
  const there = comparison.differences.filter(({ changed }) => changed === 'there').length;
  const message = [
    'Nothing to update.',
    ...(there > 0 ? [`${fieldCount(there)} changed in Cekura.`] : []),
    ...(secrets.length > 0 ? [`If ${fieldList(secrets)} changed, send the secrets too.`] : []),
    ...unsureText(unsure),
    ...keptText(comparison),
  ].join(' ');
  const actions = {
    ...(there > 0 && { ...pullButton(spec, 'Pull'), ...compareButton(spec) }),
    ...(secrets.length + unsure.length > 0 && secretsButton(spec)),
  };
  notify(window.showInformationMessage, message, actions);
}

/** Says that an update would take back what has changed in Cekura. */
export function tellUnsettled(spec: Uri, unsettled: readonly Difference[]): void {
  const changed = syncText.changedThere(unsettled.map(({ field }) => field));
  notify(window.showWarningMessage, `${changed} Nothing was sent.`, {
    ...pullButton(spec, 'Pull First'),
    ...compareButton(spec),
  });
}

/** Says that an update would change numbers that are too large to be read. */
export function tellInexact(inexact: readonly FieldName[]): void {
  notify(window.showWarningMessage, syncText.inexact(inexact));
}
