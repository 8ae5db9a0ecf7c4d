import { excerpt } from '../base/excerpt';
import type { SpecDocument } from '../document/specDocument';
import { type NamedFile, namedFiles } from '../placeholders/namedFiles';
import { hasFileType, knowledgeFileTypes } from '../schema/fileTypes';
import type { Finding } from './finding';

/** Why a file that a spec names could not be sent. */
export type FileProblem = 'missing' | 'folder' | 'outside';

const reasons: Record<FileProblem, (name: string) => string> = {
  missing: (name) =>
    /[*?]/.test(name)
      ? "isn't the path of a file: write the path of one file, not a pattern."
      : "doesn't exist: the path is relative to the spec.",
  folder: () => 'is a folder: name a file in it.',
  outside: () => "is outside the workspace folder and can't be sent: copy it into that folder.",
};

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
    const message = `\`${excerpt(name)}\` ${reasons[problem](name)}`;
    return [{ ...place, severity: 'warning', code: 'missing-file', message }];
  });
}
