import { visibleText } from '../../../../shared/src/plainText';
import { colored } from '../../base/colored';
import { shortDiff } from '../shortDiff';
import { isShownByName, type ShownChange, shownChanges } from '../shownChange';
import type { SpecPlan } from '../specPlan';
import {
  fileOf,
  headingOf,
  inOrder,
  isWorthALine,
  notesOf,
  remarkOf,
  signs,
  summaryOf,
} from '../wording';

/** Of a field. */
const mostLines = 30;

/** A paragraph for each spec that is not in step, and a summary unless it is quiet. */
export function text(plans: readonly SpecPlan[], { quiet }: { quiet?: boolean }): string {
  const paragraphs = plans.filter(isWorthALine).map(paragraphOf);
  return [...paragraphs, quiet === true ? '' : `Plan: ${summaryOf(plans)}.\n`].join('');
}

function paragraphOf(plan: SpecPlan): string {
  const file = visibleText(fileOf(plan));
  // Standard error says what is wrong.
  if (plan.kind === 'trouble') return '';
  const { name } = plan.spec;
  if (plan.kind === 'create') return `${file}: create the agent ${visibleText(name ?? '')}\n`;
  return [
    `${file}: ${headingOf(plan)}`,
    ...shownChanges(plan.conflicts, plan).flatMap((change) => linesOf(change, '!')),
    ...shownChanges(plan.changes, plan).flatMap((change) => linesOf(change, signs[change.action])),
    ...notesOf(plan).map((note) => `  ${visibleText(note)}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function linesOf(change: ShownChange, sign: string): string[] {
  const remark = remarkOf(change);
  const head = `  ${sign} ${visibleText(change.field)}${remark === '' ? '' : `: ${remark}`}`;
  if (isShownByName(change)) return [head];
  const [first = '', ...more] = shortDiff(...inOrder(change), mostLines);
  if (more.length === 0 && !/^[-+@]/.test(first)) return [`${head}: ${first}`];
  return [head, ...[first, ...more].map((line) => `      ${colored(line)}`)];
}
