import { nodeAt, textAt } from '../ast/nodes';
import { spanOf } from '../ast/spans';
import { hasPlaceholder } from '../placeholders/placeholders';
import { hasFileType, knowledgeFileTypes } from '../schema/fileTypes';
import type { Rule } from './finding';
import { mapsIn } from './listItems';

const wanted = knowledgeFileTypes.join(', ').replace(/, (?=\w+$)/, ' or ');

/** Files of the knowledge base: their types, and paths that are known. */
export const knowledgeFileRule: Rule = function* (document) {
  for (const [file, path] of mapsIn(document, 'knowledge_base_files')) {
    const local = nodeAt(file, ['path']);
    if (local !== null && hasPlaceholder(local, [...path, 'path'])) {
      yield {
        ...spanOf(local),
        path: [...path, 'path'],
        severity: 'error',
        code: 'placeholder-in-path',
        message:
          "`path` doesn't take placeholders: write the path of the file, relative to the spec.",
      };
    }
    for (const key of ['path', 'file_name', 'name']) {
      const node = nodeAt(file, [key]);
      const name = textAt(file, [key]);
      if (name === undefined || node === null || hasPlaceholder(node, [...path, key])) continue;
      // Of a comma behind it, another rule speaks.
      if (hasFileType(name.replace(/[,;]$/, ''), knowledgeFileTypes)) continue;
      yield {
        ...spanOf(node),
        path: [...path, key],
        severity: 'error',
        code: 'wrong-file-type',
        message: `Knowledge base files must be ${wanted}.`,
      };
    }
  }
};
