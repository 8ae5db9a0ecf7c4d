import { relative, resolve } from 'node:path';
import type { Severity } from '../../../../server/src/rules/finding';
import { isAtOrIn } from '../../../../shared/src/isAtOrIn';
import { plural } from '../../base/plural';
import { slashes } from '../../base/slashes';
import { type CheckedSpec, lineOf, type Problem } from '../problem';
import { summary } from './text';

type Command = 'error' | 'warning' | 'notice';

const commands: Record<Severity, Command> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** GitHub shows so many annotations of each kind for a step, and drops the others without a word (its docs, "Usage limits"). */
const mostShown = 10;

/** Annotations of a GitHub workflow, as many as GitHub shows; the others are lines of the log. */
export function github(specs: readonly CheckedSpec[]): string {
  const shown: Record<Command, number> = { error: 0, warning: 0, notice: 0 };
  const annotations: string[] = [];
  const others: string[] = [];
  for (const { file, problems } of specs) {
    for (const problem of problems) {
      const command = commands[problem.severity];
      shown[command] += 1;
      if (shown[command] <= mostShown) annotations.push(annotation(command, file, problem));
      else others.push(asText(lineOf(file, problem)));
    }
  }
  const rest =
    others.length > 0
      ? `${plural(others.length, 'more problem')} in this log: GitHub shows ${mostShown} of each kind.\n`
      : '';
  return [...annotations, ...others, rest, asText(summary(specs))].join('');
}

function annotation(command: Command, file: string, problem: Problem): string {
  const { line, endLine, column, endColumn, code, message } = problem;
  const properties = Object.entries({
    ...(file !== '<stdin>' && { file: inRepository(file) }),
    line,
    endLine,
    // GitHub takes columns within one line alone.
    ...(line === endLine && { col: column, endColumn }),
    title: code,
  }).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  return `::${command} ${properties.join()}::${escapedData(message)}\n`;
}

/** GitHub knows files by their paths from the top of the repository. */
function inRepository(file: string): string {
  const { GITHUB_WORKSPACE: top } = process.env;
  const path = resolve(file);
  return slashes(top && isAtOrIn(path, top) ? relative(top, path) : file);
}

const escapedData = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string) =>
  escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A line that GitHub takes for no command: those begin with `::`, and old ones with `##[` anywhere. */
const asText = (line: string) => line.replace(/^\s*::/, ': :').replaceAll('##[', '## [');
