import { whatHappened } from '../../../client/src/api/failure';
import { sendUpdate, type Updated } from '../../../client/src/sync/sendUpdate';
import type { ChangedBy } from '../../../shared/src/sync';
import { type Compared, missing, nameOf, type PlanServices } from '../plan/specPlan';
import { type Applied, failed } from './applied';

/** What an apply may do, and what it leaves. */
export interface Allowed {
  onConflict: 'fail' | 'skip';
  /** Whether items of sets, and secrets that the spec does not have, may be deleted in Cekura. */
  allowDeletions?: boolean;
}

const compare = 'Compare both in the editor.';

const conflictWords: Record<ChangedBy, string> = {
  here: `was changed here. ${compare}`,
  there: 'was changed in Cekura. Run cekura-agent pull first.',
  both: `was changed here and in Cekura. ${compare}`,
  unknown: `differs, and git doesn't show who changed it. ${compare}`,
};

/** Sends what was changed in a spec, unless Cekura has changes of its own or something would be deleted that may not. */
export async function applyUpdate(
  plan: Compared,
  { onConflict, allowDeletions }: Allowed,
  { connection, ask, bases, withSecrets = false }: PlanServices,
): Promise<Applied> {
  const { spec, seen, changes, conflicts, update } = plan;
  const { file, agentId: agent } = spec;
  const [conflict] = [...conflicts, ...update.unsettled];
  if (conflict !== undefined) {
    const message = `Agent ${agent} wasn't updated: ${nameOf(conflict.field)} ${conflictWords[conflict.changed]}`;
    return onConflict === 'skip'
      ? { file, agent, result: 'skipped', exit: 'done', message }
      : failed(file, { exit: 'conflicts', message }, agent);
  }
  if (Object.keys(update.body).length === 0) return { file, agent, result: 'none', exit: 'done' };
  if (update.inexact.length > 0) {
    const names = update.inexact.map(nameOf).join(', ');
    const message = `Agent ${agent} wasn't updated: ${names} has a number that is too large to be sent exactly. Write it as text, in the spec and in Cekura.`;
    return failed(file, { exit: 'conflicts', message }, agent);
  }
  const deleted = [...update.deletions, ...update.lostSecrets];
  if (deleted.length > 0 && allowDeletions !== true) {
    const names = deleted.map(nameOf).join(', ');
    const message = `Agent ${agent} wasn't updated, because this would delete ${names} in Cekura. Allow it with --allow-deletions.`;
    return failed(file, { exit: 'conflicts', message }, agent);
  }
  const fields = changes.map(({ field }) => field);
  const services = { connection, ask, bases, earlier: undefined };
  const outcome = await sendUpdate(spec, seen, { update, fields, withSecrets }, services);
  return resultOf(plan, outcome);
}

function resultOf({ spec: { file, agentId: agent } }: Compared, outcome: Updated): Applied {
  const fail = (exit: 'conflicts' | 'cekura', message: string) =>
    failed(file, { exit, message }, agent);
  switch (outcome.kind) {
    case 'updated': {
      const names = outcome.notTaken.map(nameOf).join(', ');
      if (names !== '')
        return fail('cekura', `Agent ${agent} was updated, but Cekura didn't take ${names}.`);
      return { file, agent, result: 'updated', exit: 'done' };
    }
    case 'changedMeanwhile':
      return fail(
        'conflicts',
        `Agent ${agent} wasn't updated, because someone changed it just now. Run the command again.`,
      );
    case 'unknown':
      return fail(
        'cekura',
        `${whatHappened(outcome.failure)} Agent ${agent} may have been updated. Run the command again.`,
      );
    case 'missing':
      return failed(file, missing(outcome.problems), agent);
    default:
      return fail(
        'cekura',
        'host' in outcome
          ? `${whatHappened(outcome)} Agent ${agent} wasn't updated.`
          : 'Cancelled.',
      );
  }
}
