import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DocumentLink } from 'vscode-languageserver-types';
import { hidesCharacters } from '../../../shared/src/plainText';
import { collectPerNode, type Found } from '../document/collectPerNode';
import type { SpecDocument } from '../document/specDocument';
import { namedFiles } from '../placeholders/namedFiles';

const webAddress = /https?:\/\/[^\s"'`<>{}|\\^]+/g;
const endOfSentence = /(?<![.,;:!?)\]*])[.,;:!?)\]*]+$/;

interface WebLink extends Found {
  target: string;
}

/** Addresses in values, and the files a spec names; those only when it is saved in a folder. */
export function documentLinks(document: SpecDocument): DocumentLink[] {
  const folder = folderOf(document.uri);
  const files =
    folder === undefined ? [] : namedFiles(document).filter(({ name }) => !hidesCharacters(name));
  return [
    ...webLinks(document).map(({ target, ...span }) => ({
      range: document.rangeOf(span),
      target,
      tooltip: 'Open in the browser',
    })),
    ...files.map(({ name, ...span }) => ({
      range: document.rangeOf(span),
      target: pathToFileURL(resolve(folder ?? '', name)).href,
      tooltip: 'Open the file',
    })),
  ];
}

function folderOf(uri: string): string | undefined {
  return uri.startsWith('file:///') ? dirname(fileURLToPath(uri)) : undefined;
}

const webLinks = collectPerNode(({ text }, node, path): WebLink[] => {
  if (node.kind !== 'scalar') return [];
  const value = text.slice(node.start, node.end);
  return [...value.matchAll(webAddress)].flatMap((match) => {
    // What follows a `{` is filled in later, so the address is not known yet.
    if (value.charAt(match.index + match[0].length) === '{') return [];
    const target = match[0].replace(endOfSentence, '');
    const start = node.start + match.index;
    return URL.canParse(target) ? [{ start, end: start + target.length, path, target }] : [];
  });
});
