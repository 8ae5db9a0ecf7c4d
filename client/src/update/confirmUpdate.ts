import { type TextDocument, window } from 'vscode';
import type { Difference, FieldName, Update } from '../../../shared/src/sync';
import { maskOf } from '../api/masks';
import { addressLine } from '../configuration/address';
import { keptText, showSide } from './compareAgent';
import { changeLine, fieldText } from './fieldText';
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
  { update: { deletions, lostSecrets, sharedTools }, sent, withSecrets }: Plan,
  comparison: Parameters<typeof keptText>[0],
  lineOf: (difference: Difference) => string,
): string {
  const deleted = new Set(deletions.map((field) => field.join('\0')));
  const lost = new Set(lostSecrets.map((field) => field.join('\0')));
  const isDeleted = ({ field }: Difference) => deleted.has(field.join('\0'));
  // What is lost is never among those that are only counted.
  const rest = sent.filter((each) => !isDeleted(each)).map(lineOf);
  const more = rest.length - mostLines;
  const changes = [
    ...deletions.map((field) => `Deletes ${fieldText(field)}`),
    ...lostSecrets.map(
      (field) => `Deletes the secret ${fieldText(field)}, which the spec doesn't have`,
    ),
    ...(more > 0 ? [...rest.slice(0, mostLines), `and ${more} more`] : rest),
    ...(withSecrets ? ['All secrets of the spec'] : []),
  ];
  const notes = [
    ...sharedTools.map((tool) => `Other agents also use ${fieldText(['mock_tools', tool])}.`),
    ...keptText({
      ...comparison,
      dropped: comparison.dropped.filter((field) => !lost.has(field.join('\0'))),
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
