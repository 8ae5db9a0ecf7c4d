import { visibleText } from '../../../../shared/src/plainText';
import { colored } from '../../base/colored';
import { type ChangeLines, changeLines } from '../changeLines';
import type { SpecPlan } from '../specPlan';
import { fileOf, headingOf, isWorthALine, notesOf, summaryOf } from '../wording';

/** Of a field. */
const mostLines = 30;

/** A paragraph for each spec that is not in step, and a summary unless it is quiet. */
export function text(plans: readonly SpecPlan[], { quiet }: { quiet?: boolean }): string {
  const paragraphs = plans.filter(isWorthALine).map(paragraphOf);
  return [...paragraphs, quiet === true ? '' : `Plan: ${summaryOf(plans)}.\n`].join('');
}

function paragraphOf(plan: SpecPlan): string {
  // Standard error says what is wrong.
  if (plan.kind === 'trouble') return '';
  return [
    `${visibleText(fileOf(plan))}: ${headingOf(plan, visibleText)}`,
    ...changeLines(plan, mostLines).flatMap(linesOf),
    ...notesOf(plan).map((note) => `  ${visibleText(note)}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function linesOf({ sign, field, remark, values }: ChangeLines): string[] {
  const head = `  ${sign} ${visibleText(field)}${remark === '' ? '' : `: ${remark}`}`;
  if (values === undefined) return [head];
  return 'line' in values
    ? [`${head}: ${values.line}`]
    : [head, ...values.diff.map((line) => `      ${colored(line)}`)];
}
