import { whatHappened } from '../../../client/src/api/failure';
import { fieldList } from '../../../client/src/sync/fieldText';
import { sendUpdate, type Updated } from '../../../client/src/sync/sendUpdate';
import { mayBeLostText, syncText } from '../../../client/src/sync/syncText';
import type { Update } from '../../../shared/src/sync';
import { conflictText, wayOut } from '../plan/conflictText';
import { type Compared, missing, type PlanServices } from '../plan/specPlan';
import { type Applied, failed } from './applied';

/** What an apply may do, and what it leaves. */
export interface Allowed {
  onConflict: 'fail' | 'skip';
  /** Whether items of sets, and secrets that the spec does not have, may be deleted in Cekura. */
  allowDeletions?: boolean;
}

/** Sends what was changed in a spec, unless Cekura has changes of its own or something would be deleted that may not. */
export async function applyUpdate(
  plan: Compared,
  { onConflict, allowDeletions }: Allowed,
  { connection, ask, bases, withSecrets = false }: PlanServices,
): Promise<Applied> {
  const { spec, seen, changes, conflicts, update } = plan;
  const { file, agentId: agent } = spec;
  const inTheWay = [...conflicts, ...update.unsettled];
  if (inTheWay.length > 0) {
    const message = `${conflictText(inTheWay)} Nothing was sent. ${wayOut(inTheWay)}`;
    return onConflict === 'skip'
      ? { file, agent, result: 'skipped', exit: 'done', message }
      : failed(file, { exit: 'conflicts', message }, agent);
  }
  if (Object.keys(update.body).length === 0) return { file, agent, result: 'none', exit: 'done' };
  if (update.inexact.length > 0) {
    const message = syncText.inexact(update.inexact);
    return failed(file, { exit: 'conflicts', message }, agent);
  }
  const deleted = deletionsText(update);
  if (deleted !== '' && allowDeletions !== true) {
    const message = `${deleted} Nothing was sent. Allow it with --allow-deletions.`;
    return failed(file, { exit: 'conflicts', message }, agent);
  }
  const fields = changes.map(({ field }) => field);
  const services = { connection, ask, bases, earlier: undefined };
  const outcome = await sendUpdate(spec, seen, { update, fields, withSecrets }, services);
  return resultOf(plan, outcome);
}

/** What an update would delete, in sentences; '' for nothing. */
function deletionsText({ deletions, lostSecrets, mayBeLost }: Update): string {
  const surely = [...deletions, ...lostSecrets];
  return [
    ...(surely.length > 0 ? [`This would delete ${fieldList(surely)} in Cekura.`] : []),
    ...mayBeLostText(mayBeLost, 'This would delete').map((text) => `${text}.`),
  ].join(' ');
}

function resultOf({ spec: { file, agentId: agent } }: Compared, outcome: Updated): Applied {
  const fail = (exit: 'conflicts' | 'cekura', message: string) =>
    failed(file, { exit, message }, agent);
  switch (outcome.kind) {
    case 'updated': {
      if (outcome.notTaken.length > 0)
        return fail('cekura', syncText.notTaken(agent, outcome.notTaken));
      return { file, agent, result: 'updated', exit: 'done' };
    }
    case 'changedMeanwhile':
      return fail('conflicts', `${syncText.changedMeanwhile} Run it again.`);
    case 'unknown':
      return fail(
        'cekura',
        `${whatHappened(outcome.failure)} ${syncText.mayHaveChanged} Run it again.`,
      );
    case 'missing':
      return failed(file, missing(outcome.problems), agent);
    default:
      return fail(
        'cekura',
        'host' in outcome ? `${whatHappened(outcome)} Not updated.` : 'Cancelled.',
      );
  }
}
