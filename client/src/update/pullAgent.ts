import { type TextDocument, window } from 'vscode';
import type { Difference, FieldName } from '../../../shared/src/sync';
import { maskOf } from '../api/masks';
import { tellBroken, tellGone, tellNoServer } from '../create/whyNothingWasSent';
import { openSpec } from '../specs/specDocuments';
import { fieldCount } from '../sync/fieldText';
import { rememberCommon } from '../sync/rememberCommon';
import { notify } from '../ui/notifications';
import { applyPull } from './applyPull';
import { Decisions } from './askWhich';
import { byHandText } from './compareAgent';
import { type Compared, comparedSpec, lookAtAgent } from './lookAtAgent';
import type { UpdateServices } from './services';

/** How often a pull is worked out anew because the text was edited meanwhile. */
const attempts = 5;

/** Which fields a pull takes; undefined when a person decided against it. */
type Choose = (compared: Compared) => Promise<FieldName[] | undefined>;

/** Takes what has changed in Cekura into a spec, and asks about what has changed on both sides. */
export function pullAgent(document: TextDocument, services: UpdateServices): Promise<void> {
  const decisions = new Decisions();
  return pullFields(document, services, async ({ seen }) => {
    const differences = seen.comparison.differences.filter(isReadable);
    const mask = maskOf(seen.connection.secrets ?? []);
    if (!(await decisions.ask(differences, 'there', mask))) return undefined;
    return fieldsOf(differences.filter((each) => decisions.sideOf(each) === 'there'));
  });
}

/** Takes into a spec what an import has brought: also what the spec does not write yet. */
export function pullImported(
  document: TextDocument,
  agentId: number,
  services: UpdateServices,
): Promise<void> {
  const decisions = new Decisions();
  const choose: Choose = async ({ seen: { comparison, connection } }) => {
    const differences = comparison.differences.filter(isReadable);
    const conflicts = differences.filter(({ changed }) => changed === 'both');
    const mask = maskOf(connection.secrets ?? []);
    if (!(await decisions.ask(conflicts, 'there', mask))) return undefined;
    const isTaken = (one: Difference) =>
      one.changed === 'unknown' || decisions.sideOf(one) === 'there';
    return [...fieldsOf(differences.filter(isTaken)), ...comparison.unmanaged];
  };
  return pullFields(document, services, choose, agentId);
}

/** Takes fields that are chosen into a spec, and says what came of it. */
async function pullFields(
  document: TextDocument,
  services: UpdateServices,
  choose: Choose,
  agentId?: number,
): Promise<void> {
  const spec = services.uris.at(document.uri);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const current = await openSpec(spec.uri);
    if (!current) return tellGone('pull');
    const compared = await lookAtAgent(current, 'pull', services, agentId);
    const fields = compared && (await choose(compared));
    if (!compared || !fields) return;
    if (fields.length === 0) return tellNothing(compared);
    const said = await pullInto(compared, fields, services);
    if (said === 'edited') continue;
    if (said !== undefined) notify(window.showInformationMessage, said);
    return;
  }
  notify(window.showWarningMessage, 'Not pulled: the spec was edited in the meantime. Pull again.');
}

/**
 * Takes fields into a spec, and takes note of what both sides have in common then.
 *
 * @returns what is to be said of it; undefined when it was said why nothing was pulled; `edited`: the text was edited meanwhile
 */
export async function pullInto(
  { document, version, spec, seen }: Compared,
  fields: FieldName[],
  services: UpdateServices,
): Promise<string | 'edited' | undefined> {
  const { agent, filled } = seen;
  const applied = await applyPull(document, version, { agent, filled, fields }, services.ask).catch(
    () => undefined,
  );
  if (applied === undefined) return void tellNoServer('pull');
  if (applied === 'broken') return void tellBroken('pull');
  if (applied === 'edited') return applied;
  const now = comparedSpec(document, spec.agentId, services);
  const left = await rememberCommon(now, seen, services).catch(() => undefined);
  if (left) services.known.note(document.uri, left, document.version, seen.unsure);
  const { byHand, anchors } = applied;
  const taken = fields.length - byHand.length;
  return [
    ...(taken > 0 ? [`Pulled ${fieldCount(taken)} from agent ${spec.agentId}.`] : []),
    ...(anchors.length > 0
      ? [
          `Replaced aliases of ${anchors.map((anchor) => `&${anchor}`).join(', ')} with their values.`,
        ]
      : []),
    ...byHandText(byHand),
  ].join(' ');
}

function tellNothing({ seen: { comparison } }: Compared): void {
  const count = comparison.differences.filter(({ changed }) => changed === 'here').length;
  const here = count > 0 ? ` ${fieldCount(count)} changed here.` : '';
  notify(window.showInformationMessage, `Nothing to pull.${here}`);
}

const isReadable = ({ unread }: Difference) => unread === undefined;
const fieldsOf = (differences: Difference[]) => differences.map(({ field }) => field);
