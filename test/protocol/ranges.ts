import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, Range } from 'vscode-languageserver-types';
import { marked } from '../marked';
import { OpenSpec, type Server } from './server';

/** A text that is open in the server, with what its marks say. */
export interface MarkedSpec {
  spec: OpenSpec;
  text: string;
  /** Where `│` stood. */
  position: Position;
  /** What stood between `«` and `»`, as `[start, end]` offsets. */
  ranges: [start: number, end: number][];
}

/** Opens a marked text. */
export async function openMarked(server: Server, source: string): Promise<MarkedSpec> {
  const { text, cursor, ranges } = marked(source);
  const spec = await server.open(text);
  return {
    spec,
    text,
    position: spec.document.positionAt(cursor),
    ranges: ranges.map(({ start, end }) => [start, end]),
  };
}

/** Ranges of an answer as `[start, end]` offsets, in the order of the text. */
export function offsetsOf({ document }: OpenSpec, ranges: Range[]): [start: number, end: number][] {
  return ranges
    .map(({ start, end }): [number, number] => [document.offsetAt(start), document.offsetAt(end)])
    .sort(([a, b], [c, d]) => a - c || b - d);
}

/** Opens a text under an address of its own, for what depends on the folder of a spec. */
export async function openAt(server: Server, uri: string, text: string): Promise<OpenSpec> {
  const textDocument = { uri, languageId: 'cekura-agent', version: 1, text };
  await server.notify('textDocument/didOpen', { textDocument });
  return new OpenSpec(server, TextDocument.create(uri, 'cekura-agent', 1, text), []);
}
