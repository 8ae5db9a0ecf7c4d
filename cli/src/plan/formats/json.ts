import type { JsonObject } from '../../../../shared/src/messages';
import { visibleJson } from '../../../../shared/src/plainText';
import type { Difference } from '../../../../shared/src/sync';
import { shownChanges } from '../shownChange';
import { nameOf, type SpecPlan } from '../specPlan';
import { effectOf, fileOf } from '../wording';

/** A list of the specs, each with what an apply would do. */
export function json(plans: readonly SpecPlan[]): string {
  return `${visibleJson(plans.map(planJson))}\n`;
}

function planJson(plan: SpecPlan): JsonObject {
  const [file, action] = [fileOf(plan), effectOf(plan)];
  if (plan.kind === 'trouble') return { file, action, message: plan.message };
  const { agentId = null, name = null } = plan.spec;
  const listOf = (differences: readonly Difference[]) =>
    shownChanges(differences, plan).map((change): JsonObject => ({ ...change }));
  const common = { file, action, agent: agentId, name, changes: listOf(plan.changes) };
  if (plan.kind === 'create') return common;
  const { conflicts, update, seen } = plan;
  return {
    ...common,
    conflicts: listOf(conflicts),
    deletions: update.deletions.map(nameOf),
    lostSecrets: update.lostSecrets.map(nameOf),
    mayBeLost: update.mayBeLost.map(nameOf),
    sharedTools: update.sharedTools,
    unsure: seen.unsure.map(({ field, commit }) => ({ field: nameOf(field), commit })),
    dropped: seen.comparison.dropped.map(nameOf),
  };
}
