import { CompletionItemKind } from 'vscode-languageserver-types';
import { labelText } from '../../../../shared/src/plainText';
import type { Span } from '../../ast/nodes';
import { lineAt } from '../../base/lines';
import type { SpecDocument } from '../../document/specDocument';
import { hasFileType, knowledgeFileTypes } from '../../schema/fileTypes';
import { textPathAt } from './cursor';
import type { Proposal } from './proposal';

/** A file's path that is being written. */
export interface FileSite {
  replace: Span;
  /** Endings of the files that belong there, lower case. */
  endings: readonly string[];
  /** What has to follow the path. */
  closing: string;
}

const texts = ['txt', 'md', 'json', 'yaml', 'yml', 'xml', 'csv'];

/** Whether a file's path is written at an offset: behind `${file:`, or as `path:` of a knowledge base file. */
export function fileSiteAt(document: SpecDocument, offset: number): FileSite | undefined {
  const line = lineAt(document.text, offset);
  const before = line.text.slice(0, offset - line.start);
  const after = line.text.slice(offset - line.start);
  const placeholder = /\$\{file:([^{}]*)$/.exec(before);
  if (placeholder !== null) {
    const [, word = ''] = placeholder;
    const rest = /^[^{}\s]*/.exec(after)?.[0].length ?? 0;
    const closing = after.charAt(rest) === '}' ? '' : '}';
    const whole = { start: line.start + placeholder.index, end: offset + rest };
    if (textPathAt(document, whole) === undefined) return undefined;
    return site(offset, word, rest, texts, closing);
  }
  const [, path] = /^\s*(?:- +)?path:\s+(["']?[^\s"'#]*)$/.exec(before) ?? [];
  if (path === undefined) return undefined;
  const written = path.replace(/^["']/, '');
  const rest = /^[^\s"'#]*/.exec(after)?.[0].length ?? 0;
  const found = site(offset, written, rest, knowledgeFileTypes, '');
  return textPathAt(document, found.replace)?.[0] === 'knowledge_base_files' ? found : undefined;
}

function site(
  offset: number,
  word: string,
  rest: number,
  endings: readonly string[],
  closing: string,
): FileSite {
  return { replace: { start: offset - word.length, end: offset + rest }, endings, closing };
}

/** @param paths of files, relative to the spec, with `/` between folders */
export function fileProposals(
  { endings, closing }: FileSite,
  paths: readonly string[],
): Proposal[] {
  return paths
    .filter((path) => hasFileType(path, endings))
    .map((path) => ({
      item: { label: labelText(path), kind: CompletionItemKind.File },
      insert: path.replaceAll(/[$}\\]/g, '\\$&') + closing,
    }));
}
