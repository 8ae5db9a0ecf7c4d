import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DocumentLink } from 'vscode-languageserver-types';
import { spanOfPart } from '../document/spans';
import type { SpecDocument } from '../document/specDocument';
import type { Path, ScalarNode } from '../document/tree';
import { walk } from '../document/walk';
import { partsOf } from '../request/placeholders';

/** What follows a `{` is filled in later, so the address is not known yet. */
const webAddress = /https?:\/\/[^\s"'`<>{}|\\^]+(?![^\s"'`<>}|\\^])/g;
const endOfSentence = /[.,;:!?)\]*]+$/;

/** Addresses in values, and the files a spec names; those only when it is saved in a folder. */
export function documentLinks(document: SpecDocument): DocumentLink[] {
  return [...walk(document.root)].flatMap(({ node, path }) =>
    node.kind === 'scalar' ? [...webLinks(document, node), ...fileLinks(document, node, path)] : [],
  );
}

function webLinks(document: SpecDocument, { start, end }: ScalarNode): DocumentLink[] {
  const source = document.text.slice(start, end);
  return [...source.matchAll(webAddress)].flatMap((match) => {
    const address = match[0].replace(endOfSentence, '');
    if (!URL.canParse(address)) return [];
    const from = start + match.index;
    return {
      range: document.rangeOf({ start: from, end: from + address.length }),
      target: address,
      tooltip: 'Open in the browser',
    };
  });
}

function fileLinks(document: SpecDocument, node: ScalarNode, path: Path): DocumentLink[] {
  const { uri } = document.textDocument;
  const name = fileNamedBy(node, path);
  if (name === undefined || !uri.startsWith('file:///')) return [];
  const span = spanOfPart(document.text, node, name);
  if (span === undefined || name === '') return [];
  const file = resolve(dirname(fileURLToPath(uri)), name);
  return [
    {
      range: document.rangeOf(span),
      target: pathToFileURL(file).href,
      tooltip: 'Open the file',
    },
  ];
}

function fileNamedBy({ value }: ScalarNode, path: Path): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [part] = partsOf(value, path);
  if (typeof part === 'object') return part.kind === 'file' ? part.name : undefined;
  return path[0] === 'knowledge_base_files' && path[2] === 'path' ? value : undefined;
}
