import { dirname } from 'node:path';
import {
  fileProblems,
  findingsOf,
  missingFiles,
  type SpecDocument,
  sentFiles,
} from '../../../server/src/entry/core';
import type { Finding } from '../../../server/src/rules/finding';
import { isAtOrIn } from '../../../shared/src/isAtOrIn';
import { exitCodes, trouble } from '../base/exitCodes';
import { fail } from '../base/fail';
import { progressOf } from '../base/progress';
import { reasonOf } from '../base/reasonOf';
import { readDocument } from '../specs/readDocument';
import { type SpecInput, specInputs } from '../specs/specInputs';
import type { CheckFormat } from './formatNames';
import { formats } from './formats';
import { type CheckedSpec, problemsOf } from './problem';

/**
 * Checks specs and writes their problems to standard output.
 *
 * @param paths files, folders, glob patterns and `-`, as `specInputs` takes them
 * @returns the exit code
 */
export async function check(
  paths: readonly string[],
  options: { format: CheckFormat; quiet?: boolean },
): Promise<number> {
  const { specs, problems: unusable } = await specInputs(paths);
  const progress = progressOf('Checking', specs.length, options);
  const checked: CheckedSpec[] = [];
  for (const spec of specs) {
    progress.next(spec.file);
    try {
      const document = await readDocument(spec);
      const findings = [...findingsOf(document), ...(await missingFilesOf(document, spec))];
      checked.push({ file: spec.file, problems: problemsOf(document, findings) });
    } catch (error) {
      unusable.push(`${spec.file} can't be read: ${reasonOf(error)}.`);
    }
  }
  progress.end();
  process.stdout.write(formats[options.format](checked, options));
  for (const line of unusable) fail(trouble('usage', line));
  if (unusable.length > 0) return exitCodes.usage;
  const hasErrors = checked.some(({ problems }) =>
    problems.some(({ severity }) => severity === 'error'),
  );
  return hasErrors ? exitCodes.problems : exitCodes.done;
}

/** The files that a spec names and that are not there, below this folder or the spec's own. */
async function missingFilesOf(document: SpecDocument, { path }: SpecInput): Promise<Finding[]> {
  if (path === undefined) return [];
  const [here, spec] = [process.cwd(), dirname(path)];
  const files = sentFiles(document);
  const names = files.map(({ name }) => name);
  const root = isAtOrIn(spec, here) ? here : spec;
  const problems = await fileProblems(names, { spec, root });
  // What lies outside here may lie in the folder that an editor has open.
  const known = [...problems].filter(([, problem]) => problem !== 'outside');
  return missingFiles(files, new Map(known));
}
