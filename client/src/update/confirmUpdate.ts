import { type TextDocument, window } from 'vscode';
import { type Difference, type FieldName, fieldKey, type Update } from '../../../shared/src/sync';
import { maskOf } from '../api/masks';
import { addressLine } from '../configuration/address';
import { changeLine, fieldText } from '../sync/fieldText';
import { keptText, mayBeLostText, syncText } from '../sync/syncText';
import { showSide } from './compareAgent';
import type { Compared } from './lookAtAgent';
import type { UpdateServices } from './services';

/** What is to be sent. */
export interface Plan {
  update: Update;
  /** What it changes. */
  sent: Difference[];
  fields: FieldName[];
  withSecrets: boolean;
}

const update = 'Update';
const show = 'Show Changes';

/** Changes that are listed; the others are counted. */
const mostLines = 15;

/** Asks before an update is sent, with a line for each change; true when it may be. */
export async function confirmUpdate(
  { document, spec, seen }: Compared,
  plan: Plan,
  services: UpdateServices,
): Promise<boolean> {
  const mask = maskOf(seen.connection.secrets ?? []);
  const text = planText(plan, seen.comparison, (one) => changeLine(one, mask));
  const detail = [text, addressLine()].filter((one) => one !== '').join('\n\n');
  const message = `Update agent ${spec.agentId}?`;
  const options = { modal: true, detail };
  const choice = await window.showInformationMessage(message, options, update, show);
  if (choice === show) await showChanges(document, { spec, seen }, services);
  return choice === update;
}

/** What an update does, a line for each change, and what else has to be known. */
export function planText(
  { update: { deletions, lostSecrets, mayBeLost, sharedTools }, sent, withSecrets }: Plan,
  comparison: Parameters<typeof keptText>[0],
  lineOf: (difference: Difference) => string,
): string {
  const deleted = new Set(deletions.map(fieldKey));
  const lost = new Set([...lostSecrets, ...mayBeLost].map(fieldKey));
  const isDeleted = ({ field }: Difference) => deleted.has(fieldKey(field));
  // What is lost is never among those that are only counted.
  const rest = sent.filter((each) => !isDeleted(each)).map(lineOf);
  const more = rest.length - mostLines;
  const changes = [
    ...deletions.map((field) => `Deletes ${fieldText(field)}`),
    ...lostSecrets.map(syncText.lostSecret),
    ...mayBeLostText(mayBeLost),
    ...(more > 0 ? [...rest.slice(0, mostLines), `and ${more} more`] : rest),
    ...(withSecrets ? ['All secrets of the spec'] : []),
  ];
  const notes = [
    ...sharedTools.map(syncText.sharedTool),
    ...keptText({
      ...comparison,
      dropped: comparison.dropped.filter((field) => !lost.has(fieldKey(field))),
    }),
  ];
  return [changes, notes]
    .map((lines) => lines.join('\n'))
    .join('\n\n')
    .trim();
}

const showChanges = (
  document: TextDocument,
  { spec: { agentId }, seen: { agent, base } }: Pick<Compared, 'spec' | 'seen'>,
  services: UpdateServices,
) => showSide(document, { name: `Agent ${agentId}`, agent, base }, services);
