import { commands, type Uri, window } from 'vscode';
import type { Comparison, Difference, FieldName } from '../../../shared/src/sync';
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

const secretsButton = (spec: Uri) => ({
  'Update Agent and Secrets': () => commands.executeCommand('cekuraAgent.updateWithSecrets', spec),
});

/** What Cekura never shows in these is no secret. */
const lists = new Set(['mock_tools', 'knowledge_base_files']);

/** Says that the agent is as the spec has it, but for what has changed in Cekura. */
export function tellNothing(spec: Uri, comparison: Comparison): void {
  const secrets = comparison.unknown.filter(([first = '']) => !lists.has(first));
  const there = comparison.differences.filter(({ changed }) => changed === 'there').length;
  const message = [
    'Nothing to update.',
    ...(there > 0 ? [`${fieldCount(there)} changed in Cekura.`] : []),
    ...(secrets.length > 0 ? [`If ${fieldList(secrets)} changed, send the secrets too.`] : []),
    ...keptText(comparison),
  ].join(' ');
  const actions = {
    ...(there > 0 && { ...pullButton(spec, 'Pull'), ...compareButton(spec) }),
    ...(secrets.length > 0 && secretsButton(spec)),
  };
  notify(window.showInformationMessage, message, actions);
}

/** Says that an update would take back what has changed in Cekura. */
export function tellUnsettled(spec: Uri, unsettled: readonly Difference[]): void {
  const fields = fieldList(unsettled.map(({ field }) => field));
  notify(window.showWarningMessage, `Changed in Cekura: ${fields}. Nothing was sent.`, {
    ...pullButton(spec, 'Pull First'),
    ...compareButton(spec),
  });
}

/** Says that an update would change numbers that are too large to be read. */
export function tellInexact(inexact: readonly FieldName[]): void {
  const fields = fieldList([...inexact]);
  const message = `Too large to be sent exactly: ${fields}. Write the number as text, in the spec and in Cekura. Nothing was sent.`;
  notify(window.showWarningMessage, message);
}
