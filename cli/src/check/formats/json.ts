import { visibleJson } from '../../../../shared/src/plainText';
import type { CheckedSpec } from '../problem';

/** A list of all problems, each with its file. */
export function json(specs: readonly CheckedSpec[]): string {
  const problems = specs.flatMap(({ file, problems }) =>
    problems.map((each) => ({ file, ...each })),
  );
  return `${visibleJson(problems)}\n`;
}
