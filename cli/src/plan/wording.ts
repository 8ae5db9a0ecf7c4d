import { keptText, mayBeLostText, syncText, unsureText } from '../../../client/src/sync/syncText';
import type { ChangedBy } from '../../../shared/src/sync';
import { plural } from '../base/plural';
import { isShallow } from '../cekura/sources';
import { wayOut } from './conflictText';
import type { ShownChange } from './shownChange';
import { type Compared, type Create, nameOf, type SpecPlan } from './specPlan';

/** What an apply does with a spec. */
export type Effect = 'create' | 'update' | 'none' | 'conflict' | 'error';

/** What an apply does with a spec. */
export function effectOf(plan: SpecPlan): Effect {
  if (plan.kind === 'trouble') return 'error';
  if (plan.kind === 'create') return 'create';
  if (plan.conflicts.length > 0) return 'conflict';
  return plan.changes.length > 0 ? 'update' : 'none';
}

/** Whether a person is told of a spec: there is something to do, or to know. */
export const isWorthALine = (plan: SpecPlan): boolean =>
  effectOf(plan) !== 'none' || (plan.kind === 'compared' && notesOf(plan).length > 0);

/**
 * What an apply does with a spec, as a heading.
 *
 * @param quoted how the name of an agent is written
 */
export function headingOf(plan: Create | Compared, quoted: (name: string) => string): string {
  const { agentId, name = '' } = plan.spec;
  if (plan.kind === 'create') return `create the agent ${quoted(name)}`;
  if (plan.conflicts.length === 0) {
    return plan.changes.length > 0 ? `update agent ${agentId}` : `in sync with agent ${agentId}`;
  }
  return plan.conflicts.every(({ changed }) => changed === 'there')
    ? `agent ${agentId} was changed in Cekura, and isn't updated`
    : `conflicts with agent ${agentId}, which isn't updated`;
}

/** The file of a spec. */
export const fileOf = (plan: SpecPlan): string =>
  plan.kind === 'trouble' ? plan.file : plan.spec.file;

const summaries: Record<Effect, (count: number) => string> = {
  create: (count) => `${count} to create`,
  update: (count) => `${count} to update`,
  none: (count) => `${count} in sync`,
  conflict: (count) => plural(count, 'conflict'),
  error: (count) => plural(count, 'error'),
};

/** `2 to update, 1 in sync`. */
export function summaryOf(plans: readonly SpecPlan[]): string {
  const counts = Object.entries(summaries).flatMap(([effect, say]) => {
    const count = plans.filter((plan) => effectOf(plan) === effect).length;
    return count > 0 ? [say(count)] : [];
  });
  return counts.join(', ') || 'no specs';
}

const unreadWords = {
  secret: 'secret, changed',
  file: 'another file',
  unread: 'changed; Cekura never shows it',
};

const changedWords: Record<ChangedBy, string> = {
  here: '',
  there: 'changed in Cekura',
  both: 'changed here and in Cekura',
  unknown: "differs, and git doesn't show who changed it",
};

/** What is said of a change beside its values: `secret, changed`; '' for nothing. */
export function remarkOf({ unread, changed, action }: ShownChange): string {
  const said = unread === undefined ? '' : unreadWords[unread];
  const deleted = action === 'delete' && changed === 'here' ? 'deleted in Cekura' : '';
  return [said, deleted, changedWords[changed]].filter((text) => text !== '').join(', ');
}

/** What a person should know of an apply beside the changes, as sentences. */
export function notesOf(plan: Create | Compared): string[] {
  if (plan.kind === 'create') return [];
  const { seen, update, spec, conflicts } = plan;
  const lost = new Set([...update.lostSecrets, ...update.mayBeLost].map(nameOf));
  const { comparison, unsure } = seen;
  const dropped = comparison.dropped.filter((field) => !lost.has(nameOf(field)));
  const isUnknown = conflicts.some(({ changed }) => changed === 'unknown');
  return [
    ...(isUnknown && isShallow(spec.path)
      ? ['This clone has only part of the history: fetch all of it (fetch-depth: 0).']
      : []),
    ...(conflicts.length > 0 ? [wayOut(conflicts)] : []),
    ...update.lostSecrets.map((field) => `${syncText.lostSecret(field)}.`),
    ...mayBeLostText(update.mayBeLost).map((text) => `${text}.`),
    ...keptText({ ...comparison, dropped }),
    ...unsureText(unsure).map((text) => `${text} Use apply --with-secrets.`),
    ...update.sharedTools.map(syncText.sharedTool),
  ];
}
