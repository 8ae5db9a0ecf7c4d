import { whatHappened } from '../../../client/src/api/failure';
import { sendUpdate, type Updated } from '../../../client/src/sync/sendUpdate';
import type { ChangedBy, Update } from '../../../shared/src/sync';
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
  unknown: `differs, and no version in git says who changed it. ${compare}`,
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
    const message = `Agent ${agent} was not updated: ${nameOf(conflict.field)} ${conflictWords[conflict.changed]}`;
    return onConflict === 'skip'
      ? { file, agent, result: 'skipped', exit: 'done', message }
      : failed(file, { exit: 'conflicts', message }, agent);
  }
  if (Object.keys(update.body).length === 0) return { file, agent, result: 'none', exit: 'done' };
  if (update.inexact.length > 0) {
    const names = update.inexact.map(nameOf).join(', ');
    const message = `Agent ${agent} was not updated: ${names} is too large a number to be sent as it is. Write it as text on both sides.`;
    return failed(file, { exit: 'conflicts', message }, agent);
  }
  const deleted = deletedNames(update);
  if (deleted !== '' && allowDeletions !== true) {
    const message = `Agent ${agent} was not updated, as this would delete ${deleted} in Cekura. Allow it with --allow-deletions.`;
    return failed(file, { exit: 'conflicts', message }, agent);
  }
  const fields = changes.map(({ field }) => field);
  const services = { connection, ask, bases, earlier: undefined };
  const outcome = await sendUpdate(spec, seen, { update, fields, withSecrets }, services);
  return resultOf(plan, outcome);
}

function deletedNames({ deletions, lostSecrets, mayBeLost }: Update): string {
  return [
    ...[...deletions, ...lostSecrets].map(nameOf),
    ...mayBeLost.map((field) => `${nameOf(field)} (if there is one)`),
  ].join(', ');
}

function resultOf({ spec: { file, agentId: agent } }: Compared, outcome: Updated): Applied {
  const fail = (exit: 'conflicts' | 'cekura', message: string) =>
    failed(file, { exit, message }, agent);
  switch (outcome.kind) {
    case 'updated': {
      const names = outcome.notTaken.map(nameOf).join(', ');
      if (names !== '')
        return fail('cekura', `Agent ${agent} was updated, but Cekura did not take ${names}.`);
      return { file, agent, result: 'updated', exit: 'done' };
    }
    case 'changedMeanwhile':
      return fail(
        'conflicts',
        `Agent ${agent} was not updated, as somebody changed it just now. Run it again.`,
      );
    case 'unknown':
      return fail(
        'cekura',
        `${whatHappened(outcome.failure)} Agent ${agent} may have been updated. Run it again.`,
      );
    case 'missing':
      return failed(file, missing(outcome.problems), agent);
    default:
      return fail(
        'cekura',
        'host' in outcome
          ? `${whatHappened(outcome)} Agent ${agent} was not updated.`
          : 'Cancelled.',
      );
  }
}
