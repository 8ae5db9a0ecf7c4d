import { type TextDocument, window } from 'vscode';
import type { Comparison, Difference, FieldName } from '../../../shared/src/sync';
import { notify } from '../ui/notifications';
import type { OtherSide } from './comparedTexts';
import { fieldList, fieldText } from './fieldText';
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
  const { agent, base, comparison } = compared.seen;
  if (comparison.differences.length === 0) {
    const kept = keptText(comparison);
    const inStep = `Spec and agent ${agentId} are in sync.`;
    notify(window.showInformationMessage, [inStep, ...kept].join(' '));
    return;
  }
  const side = { name: `Agent ${agentId}`, agent, base };
  await showSide(document, side, services, keptText(comparison));
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
  const said = isOpened || hidden.length > 0 ? hidden : [`The spec says the same as ${side.name}.`];
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
  fields.length === 0 ? [] : [`Change by hand: ${fieldList(fields)}.`];

/** What is said of fields that the spec no longer writes, and how those are cleared that can be. */
export function keptText({ dropped, clearable }: Pick<Comparison, 'dropped' | 'clearable'>) {
  if (dropped.length === 0) return [];
  const clear = clearable.map((field) => `\`${fieldText([field.at(-1) ?? ''])}: null\``);
  return [
    `Cekura keeps ${fieldList(dropped)}, which the spec no longer has.`,
    ...(clear.length > 0 ? [`To clear, write ${clear.slice(0, 5).join(', ')}.`] : []),
  ];
}
