import { plural } from '../../base/plural';
import { type CheckedSpec, lineOf } from '../problem';

/** A line for each problem, as compilers write them, and a summary unless it is quiet. */
export function text(specs: readonly CheckedSpec[], { quiet }: { quiet?: boolean }): string {
  const lines = specs.flatMap(({ file, problems }) => problems.map((each) => lineOf(file, each)));
  return [...lines, quiet === true ? '' : summary(specs)].join('');
}

/** `Checked 2 specs: 1 error, 1 warning.` with a line break. */
export function summary(specs: readonly CheckedSpec[]): string {
  if (specs.length === 0) return 'Checked 0 specs.\n';
  const severities = specs.flatMap(({ problems }) => problems.map(({ severity }) => severity));
  const count = (wanted: string[]) => severities.filter((each) => wanted.includes(each)).length;
  const counts = [
    plural(count(['error']), 'error'),
    plural(count(['warning']), 'warning'),
    plural(count(['information', 'hint']), 'suggestion'),
  ].filter((each) => !each.startsWith('0 '));
  const result = counts.length > 0 ? counts.join(', ') : 'no problems';
  return `Checked ${plural(specs.length, 'spec')}: ${result}.\n`;
}
