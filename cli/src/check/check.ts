import { dirname } from 'node:path';
import {
  fileProblems,
  findingsOf,
  missingFiles,
  SpecDocument,
  sentFiles,
} from '../../../server/src/entry/core';
import type { Finding } from '../../../server/src/rules/finding';
import { isAtOrIn } from '../../../shared/src/isAtOrIn';
import { visibleJson } from '../../../shared/src/plainText';
import { exitCodes } from '../base/exitCodes';
import { reasonOf, type SpecInput, specInputs } from '../specs/specInputs';
import { emptySpec } from './emptySpec';

/** How `check` writes what it found. */
export const checkFormats = ['text', 'json'] as const;

/** A problem of a spec: lines and columns from 1, columns in UTF-16 units. */
type Problem = {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  severity: string;
  code: string;
  message: string;
  /** Of another place that the message speaks of. */
  relatedLine?: number;
};

/**
 * Checks specs and writes their problems to standard output.
 *
 * @param paths files, folders, glob patterns and `-`, as `specInputs` takes them
 * @returns the exit code
 */
export async function check(
  paths: readonly string[],
  { format }: { format: (typeof checkFormats)[number] },
): Promise<number> {
  const { specs, problems: unusable } = await specInputs(paths);
  const found: Problem[] = [];
  let checked = 0;
  for (const spec of specs) {
    try {
      const document = await readDocument(spec);
      const findings = [...findingsOf(document), ...(await missingFilesOf(document, spec))];
      found.push(...problemsOf(document, spec.file, findings));
      checked += 1;
    } catch (error) {
      unusable.push(`${spec.file} can't be read: ${reasonOf(error)}.`);
    }
  }
  process.stdout.write(
    format === 'json'
      ? `${visibleJson(found)}\n`
      : [...found.map(lineOf), summary(checked, found)].join(''),
  );
  for (const line of unusable) process.stderr.write(`${line}\n`);
  if (unusable.length > 0) return exitCodes.usage;
  return found.some(({ severity }) => severity === 'error') ? exitCodes.problems : exitCodes.done;
}

/** Reads a spec. Throws what Node says of a file that cannot be read. */
export async function readDocument({ file, read }: SpecInput): Promise<SpecDocument> {
  return SpecDocument.create(file, 0, await read());
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

/** What is wrong in a spec, in the order of its text. An empty one has nothing that could be sent. */
export function problemsOf(
  document: SpecDocument,
  file: string,
  findings: readonly Finding[] = findingsOf(document),
): Problem[] {
  if (document.root === null && findings.length === 0) {
    const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    return [{ file, ...place, severity: 'error', code: 'empty-spec', message: emptySpec }];
  }
  return findings
    .toSorted((a, b) => a.start - b.start)
    .map((finding) => {
      const { start, end } = document.rangeOf(finding);
      const { severity, code, message, related } = finding;
      return {
        file,
        line: start.line + 1,
        column: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
        severity,
        code,
        message,
        ...(related && { relatedLine: document.positionAt(related.start).line + 1 }),
      };
    });
}

/** A problem as compilers write theirs: `file:line:column: severity: message [code]`. */
export function lineOf({
  file,
  line,
  column,
  severity,
  code,
  message,
  relatedLine,
}: Problem): string {
  const related = relatedLine === undefined ? '' : ` (see line ${relatedLine})`;
  return `${file}:${line}:${column}: ${severity}: ${message}${related} [${code}]\n`;
}

function summary(checked: number, found: readonly Problem[]): string {
  const count = (wanted: string[]) =>
    found.filter(({ severity }) => wanted.includes(severity)).length;
  const counts = [
    plural(count(['error']), 'error'),
    plural(count(['warning']), 'warning'),
    plural(count(['information', 'hint']), 'suggestion'),
  ].filter((text) => !text.startsWith('0 '));
  const result = counts.length > 0 ? counts.join(', ') : 'no problems';
  return `Checked ${plural(checked, 'spec')}: ${result}.\n`;
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
