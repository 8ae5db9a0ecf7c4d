import type { JsonObject } from '../../../../shared/src/messages';
import { visibleJson } from '../../../../shared/src/plainText';
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
  const common = { file, action, agent: agentId, name };
  if (plan.kind === 'create') return common;
  const { changes, conflicts, update, seen } = plan;
  const listOf = (differences: typeof changes) =>
    shownChanges(differences, plan).map((change): JsonObject => ({ ...change }));
  return {
    ...common,
    changes: listOf(changes),
    conflicts: listOf(conflicts),
    deletions: update.deletions.map(nameOf),
    lostSecrets: update.lostSecrets.map(nameOf),
    mayBeLost: update.mayBeLost.map(nameOf),
    sharedTools: update.sharedTools,
    unsure: seen.unsure.map(({ field, commit }) => ({ field: nameOf(field), commit })),
    dropped: seen.comparison.dropped.map(nameOf),
  };
}
