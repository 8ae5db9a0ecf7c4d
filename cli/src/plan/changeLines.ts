import { type ShortDiff, shortDiff } from './shortDiff';
import { type Action, type ShownChange, shownChanges } from './shownChange';
import type { Compared, Create } from './specPlan';
import { remarkOf } from './wording';

/** A change as people read it. */
export interface ChangeLines {
  /** `+`, `-` or `~` for what is sent, `!` for what is in the way. */
  sign: string;
  field: string;
  /** What is said of it beside its values; '' for nothing. */
  remark: string;
  /** Left out where the name of the field is all that is shown. */
  values?: ShortDiff;
}

const signs: Record<Action, string> = { add: '+', change: '~', delete: '-', send: '~' };

/**
 * The changes of a plan, those in its way first.
 *
 * @param mostLines of a diff; the others are counted
 */
export function changeLines(plan: Create | Compared, mostLines: number): ChangeLines[] {
  const linesOf = (change: ShownChange, sign: string): ChangeLines => ({
    sign,
    field: change.field,
    remark: remarkOf(change),
    ...(!isShownByName(change) && { values: shortDiff(...inOrder(change), mostLines) }),
  });
  const conflicts = plan.kind === 'create' ? [] : plan.conflicts;
  return [
    ...shownChanges(conflicts, plan).map((change) => linesOf(change, '!')),
    ...shownChanges(plan.changes, plan).map((change) => linesOf(change, signs[change.action])),
  ];
}

/** Whether the name of a field is all that is shown of it. */
const isShownByName = ({ action, isItem, unread }: ShownChange) =>
  action === 'delete' || isItem === true || unread !== undefined;

/** The values of a change in the order in which it happened. */
const inOrder = ({ changed, here, there }: ShownChange) =>
  changed === 'there' ? ([here, there] as const) : ([there, here] as const);
