import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DocumentLink } from 'vscode-languageserver-types';
import { hidesCharacters } from '../../../shared/src/plainText';
import type { Path, ScalarNode } from '../ast/nodes';
import { spanOfPart } from '../ast/spans';
import { collectPerNode, type Found } from '../document/collectPerNode';
import type { SpecDocument } from '../document/specDocument';
import { templatePartsOf } from '../placeholders/placeholders';

const webAddress = /https?:\/\/[^\s"'`<>{}|\\^]+/g;
const endOfSentence = /(?<![.,;:!?)\]*])[.,;:!?)\]*]+$/;

interface Link extends Found {
  target: string;
  isFile: boolean;
}

/** Addresses in values, and the files a spec names; those only when it is saved in a folder. */
export function documentLinks(document: SpecDocument): DocumentLink[] {
  const { uri } = document;
  const folder = uri.startsWith('file:///') ? dirname(fileURLToPath(uri)) : undefined;
  return links(document).flatMap(({ target, isFile, ...span }) => {
    const range = document.rangeOf(span);
    if (!isFile) return [{ range, target, tooltip: 'Open in the browser' }];
    if (folder === undefined) return [];
    const file = pathToFileURL(resolve(folder, target)).href;
    return [{ range, target: file, tooltip: 'Open the file' }];
  });
}

const links = collectPerNode((document, node, path): Link[] =>
  node.kind === 'scalar'
    ? [...webLinks(document, node, path), ...fileLinks(document, node, path)]
    : [],
);

function webLinks({ text }: SpecDocument, { start, end }: ScalarNode, path: Path): Link[] {
  const value = text.slice(start, end);
  return [...value.matchAll(webAddress)].flatMap((match) => {
    // What follows a `{` is filled in later, so the address is not known yet.
    if (value.charAt(match.index + match[0].length) === '{') return [];
    const target = match[0].replace(endOfSentence, '');
    const from = start + match.index;
    return URL.canParse(target)
      ? [{ start: from, end: from + target.length, path, target, isFile: false }]
      : [];
  });
}

function fileLinks({ text }: SpecDocument, node: ScalarNode, path: Path): Link[] {
  const name = fileNamedBy(node, path);
  const span = name === undefined || name === '' ? undefined : spanOfPart(text, node, name);
  return name === undefined || span === undefined || hidesCharacters(name)
    ? []
    : [{ ...span, path, target: name, isFile: true }];
}

function fileNamedBy({ value }: ScalarNode, path: Path): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [part] = templatePartsOf(value, path);
  if (typeof part === 'object') return part.kind === 'file' ? part.name : undefined;
  return path[0] === 'knowledge_base_files' && path[2] === 'path' ? value : undefined;
}
