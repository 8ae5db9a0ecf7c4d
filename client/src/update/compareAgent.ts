import { commands, type TextDocument, type Uri, window } from 'vscode';
import type { Difference, FieldName } from '../../../shared/src/sync';
import { fieldText } from '../sync/fieldText';
import { keptText, syncText, unsureText } from '../sync/syncText';
import { notify } from '../ui/notifications';
import type { OtherSide } from './comparedTexts';
import { lookAtAgent } from './lookAtAgent';
import type { UpdateServices } from './services';

/** Opens a spec beside its agent, so that only what differs shows; or says that nothing does. */
export async function compareAgent(
  document: TextDocument,
  services: UpdateServices,
): Promise<void> {
  const compared = await lookAtAgent(document, 'compare', services);
  if (!compared) return;
  const { agentId } = compared.spec;
  const { agent, base, comparison, unsure } = compared.seen;
  const more = [...unsureText(unsure), ...keptText(comparison)];
  if (comparison.differences.length === 0) {
    const inStep = `Spec and agent ${agentId} are in sync.`;
    const actions = unsure.length > 0 ? secretsButton(document.uri) : {};
    notify(window.showInformationMessage, [inStep, ...more].join(' '), actions);
    return;
  }
  const side = { name: `Agent ${agentId}`, agent, base };
  await showSide(document, side, services, more);
}

/**
 * Opens a spec beside an agent, and says what cannot be seen there.
 *
 * @param more what else is said
 */
export async function showSide(
  document: TextDocument,
  side: OtherSide,
  { texts }: Pick<UpdateServices, 'texts'>,
  more: string[] = [],
): Promise<void> {
  const { unread, byHand, isOpened } = await texts.show(document, side);
  const hidden = [...unreadText(unread), ...byHandText(byHand), ...more];
  const said = isOpened || hidden.length > 0 ? hidden : [`The spec matches ${side.name}.`];
  if (said.length > 0) notify(window.showInformationMessage, said.join(' '));
}

/** What is said of fields that Cekura never gives back and that were changed in the spec. */
function unreadText(differences: Difference[]): string[] {
  if (differences.length === 0) return [];
  const texts = differences.map(({ field, unread }) => {
    const kind = unread === 'unread' ? '' : ` (${unread})`;
    return fieldText(field) + kind;
  });
  return [`Changed in the spec (Cekura never shows these): ${texts.join(', ')}.`];
}

/** What is said of fields that no pull can write. */
export const byHandText = (fields: FieldName[]) =>
  fields.length === 0 ? [] : [syncText.byHand(fields)];

/** Sends what Cekura never gives back with the rest. */
export const secretsButton = (spec: Uri) => ({
  'Update Agent and Secrets': () => commands.executeCommand('cekuraAgent.updateWithSecrets', spec),
});
