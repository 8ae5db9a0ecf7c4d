import { pathToFileURL } from 'node:url';
import type { Sources } from '../../../client/src/placeholders/fillPlaceholders';
import { hasMarkers } from '../../../client/src/sync/conflictMarkers';
import { syncText } from '../../../client/src/sync/syncText';
import { answers, requestOf, SpecDocument } from '../../../server/src/entry/core';
import type { AskServer, CekuraMessages } from '../../../shared/src/messages';
import { type Trouble, trouble } from '../base/exitCodes';
import { plural } from '../base/plural';
import { reasonOf } from '../base/reasonOf';
import { errorsOf, lineOf } from '../check/problem';
import { type SpecInput, specInputs } from '../specs/specInputs';
import { sourcesOf } from './sources';

/** A spec on disk. */
export interface LocalSpec {
  /** As messages name it. */
  file: string;
  /** Absolute. */
  path: string;
  uri: string;
  agentId: number | undefined;
  name: string | undefined;
  sources: Sources;
}

/** Specs, and why others that were asked for can't be used. */
export interface LocalSpecs {
  specs: (LocalSpec | (Trouble & { file: string }))[];
  /** Answers as the language server does, from the texts alone. */
  ask: AskServer;
  /** The text of a spec as it was read. */
  textOf(spec: LocalSpec): string;
  /** The text that a spec has by now. */
  replace(spec: LocalSpec, text: string): void;
}

/**
 * Reads the specs that arguments of the command line name. One that has errors, or has its agent in common with another, is
 * trouble.
 */
export async function readLocalSpecs(paths: readonly string[]): Promise<LocalSpecs> {
  const { specs: inputs, problems } = await specInputs(paths);
  const documents = new Map<string, SpecDocument>();
  const read: ReadSpec[] = [];
  // One by one, as a process may have no more than some hundred files open.
  for (const input of inputs) read.push(await readLocalSpec(input, documents));
  const unusable = problems.map((message) => ({ ...trouble('usage', message), file: '' }));
  return {
    specs: [...read.map((spec) => withOwnAgent(spec, read)), ...unusable],
    ask: askAbout(documents),
    textOf: ({ uri }) => documents.get(uri)?.text ?? '',
    replace: ({ uri }, text) => void documents.set(uri, SpecDocument.create(uri, 0, text)),
  };
}

type ReadSpec = LocalSpecs['specs'][number];

async function readLocalSpec(
  { file, path, read }: SpecInput,
  documents: Map<string, SpecDocument>,
): Promise<ReadSpec> {
  const fail = (exit: 'problems' | 'usage', message: string) => ({
    ...trouble(exit, message),
    file,
  });
  if (path === undefined) return fail('usage', 'This command takes files, not standard input.');
  const uri = pathToFileURL(path).href;
  try {
    const document = SpecDocument.create(uri, 0, await read());
    documents.set(uri, document);
    const [first, ...more] = errorsOf(document);
    if (first) {
      const others = more.length > 0 ? ` And ${plural(more.length, 'more error')}.` : '';
      return fail('problems', `${lineOf(file, first).trimEnd()}${others}`);
    }
    const { agentId, body } = requestOf(document);
    if (hasMarkers(body)) return { ...unresolved, file };
    const name = typeof body?.name === 'string' ? body.name : undefined;
    return { file, path, uri, agentId: agentId ?? undefined, name, sources: sourcesOf(path) };
  } catch (error) {
    return fail('usage', `${file} can't be read: ${reasonOf(error)}.`);
  }
}

/** A spec in which a merge has left its markers. */
export const unresolved = trouble('problems', syncText.markers);

/** Two specs of one agent would overwrite each other's changes for ever. */
function withOwnAgent(spec: ReadSpec, all: readonly ReadSpec[]): ReadSpec {
  if ('kind' in spec || spec.agentId === undefined) return spec;
  const isOther = (other: ReadSpec) =>
    other.file !== spec.file && 'agentId' in other && other.agentId === spec.agentId;
  const other = all.find(isOther);
  if (other === undefined) return spec;
  const message = `${other.file} has the same id: ${spec.agentId}. Remove it from one of them.`;
  return { ...trouble('problems', message), file: spec.file };
}

/** The language server's answers without its process. */
export function askAbout(documents: ReadonlyMap<string, SpecDocument>): AskServer {
  const all: {
    [Method in keyof CekuraMessages]: (
      params: CekuraMessages[Method]['params'],
    ) => CekuraMessages[Method]['result'];
  } = {
    ...answers((uri) => {
      const document = documents.get(uri);
      if (document === undefined) throw new Error(`${uri} is not open.`);
      return document;
    }),
    'cekuraAgent/createErrors': () => [],
  };
  return async (method, params) => all[method](params);
}
