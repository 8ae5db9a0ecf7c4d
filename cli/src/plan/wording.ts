import type { ChangedBy } from '../../../shared/src/sync';
import { plural } from '../base/plural';
import { isShallow } from '../cekura/sources';
import type { Action, ShownChange } from './shownChange';
import { type Compared, nameOf, type SpecPlan } from './specPlan';

/** What an apply does with a spec. */
export type Effect = 'create' | 'update' | 'none' | 'conflict' | 'error';

/** What an apply does with a spec. */
export function effectOf(plan: SpecPlan): Effect {
  if (plan.kind === 'trouble') return 'error';
  if (plan.kind === 'create') return 'create';
  if (plan.conflicts.length > 0) return 'conflict';
  return plan.changes.length > 0 ? 'update' : 'none';
}

/** What is in the way of an update, as a heading. */
export function conflictOf({ conflicts, spec: { agentId } }: Compared): string {
  return conflicts.every(({ changed }) => changed === 'there')
    ? `agent ${agentId} was changed in Cekura`
    : `conflicts with agent ${agentId}`;
}

/** The values of a change in the order in which it happened. */
export const inOrder = ({ changed, here, there }: ShownChange) =>
  changed === 'there' ? ([here, there] as const) : ([there, here] as const);

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

export const signs: Record<Action, string> = { add: '+', change: '~', delete: '-', send: '~' };

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

/** What a person should know of an update beside its changes, as sentences. */
export function notesOf({ seen, update, spec, conflicts }: Compared): string[] {
  const lost = new Set(update.lostSecrets.map(nameOf));
  const dropped = seen.comparison.dropped.filter((field) => !lost.has(nameOf(field)));
  const isUnknown = conflicts.some(({ changed }) => changed === 'unknown');
  return [
    ...(isUnknown && isShallow(spec.path)
      ? ['This clone has only part of the history: fetch all of it (fetch-depth: 0).']
      : []),
    ...update.lostSecrets.map(
      (field) => `Deletes the secret ${nameOf(field)} in Cekura, because the spec doesn't have it.`,
    ),
    ...dropped.map((field) => `The spec no longer has ${nameOf(field)}, but Cekura keeps it.`),
    ...update.sharedTools.map((tool) => `Other agents also use the tool ${tool}.`),
  ];
}
