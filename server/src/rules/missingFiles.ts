import { fileProblemText } from '../../../shared/src/fileProblems';
import { excerpt } from '../base/excerpt';
import type { SpecDocument } from '../document/specDocument';
import { type NamedFile, namedFiles } from '../placeholders/namedFiles';
import { hasFileType, knowledgeFileTypes } from '../schema/fileTypes';
import type { Finding } from './finding';

/** Why a file that a spec names could not be sent. */
export type FileProblem = 'missing' | 'folder' | 'outside';

const reasonOf = (problem: FileProblem, name: string): string =>
  fileProblemText[problem === 'missing' && /[*?]/.test(name) ? 'pattern' : problem];

/** The names of the files that a spec sends. What the knowledge base does not take for its type is told as that. */
export function sentFiles(document: SpecDocument): NamedFile[] {
  return namedFiles(document).filter(
    ({ name, path }) => path[2] !== 'path' || hasFileType(name, knowledgeFileTypes),
  );
}

/**
 * What is wrong with the files that a spec sends. No rule among the others, as it depends on the disk.
 * @param problems by the names that the spec writes
 */
export function missingFiles(
  files: readonly NamedFile[],
  problems: ReadonlyMap<string, FileProblem>,
): Finding[] {
  return files.flatMap(({ name, ...place }) => {
    const problem = problems.get(name);
    if (problem === undefined) return [];
    const message = `\`${excerpt(name)}\` ${reasonOf(problem, name)}`;
    return [{ ...place, severity: 'warning', code: 'missing-file', message }];
  });
}
