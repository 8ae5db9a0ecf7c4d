import { commands, type Uri, window } from 'vscode';
import type { Comparison, Difference } from '../../../shared/src/sync';
import { notify } from '../ui/notifications';
import { keptText } from './compareAgent';
import { fieldCount, fieldList } from './fieldText';

/** What a message about a spec and its agent can lead to. */
export const compareButton = (spec: Uri) => ({
  Compare: () => commands.executeCommand('cekuraAgent.compare', spec),
});

export const pullButton = (spec: Uri, label: string) => ({
  [label]: () => commands.executeCommand('cekuraAgent.pull', spec),
});

/** Says that the agent is as the spec has it, but for what has changed in Cekura. */
export function tellNothing(spec: Uri, comparison: Comparison): void {
  const there = comparison.differences.filter(({ changed }) => changed === 'there').length;
  const message = [
    'Nothing to update.',
    ...(there > 0 ? [`${fieldCount(there)} changed in Cekura.`] : []),
    ...keptText(comparison),
  ].join(' ');
  const actions = { ...pullButton(spec, 'Pull'), ...compareButton(spec) };
  notify(window.showInformationMessage, message, there > 0 ? actions : {});
}

/** Says that an update would take back what has changed in Cekura. */
export function tellUnsettled(spec: Uri, unsettled: readonly Difference[]): void {
  const fields = fieldList(unsettled.map(({ field }) => field));
  notify(window.showWarningMessage, `Changed in Cekura: ${fields}. Nothing was sent.`, {
    ...pullButton(spec, 'Pull First'),
    ...compareButton(spec),
  });
}
