import type { AskServer, JsonObject } from '../../../shared/src/messages';
import type { Sources, Value } from '../placeholders/fillPlaceholders';
import { type ComparedSpec, fillWithoutSecrets } from './comparedSpec';
import { type GitVersion, gitVersions } from './gitVersions';

/** A version of a spec in git that has no errors. */
export interface VersionInGit {
  text: string;
  /** The body, filled by `fillWithoutSecrets`; files are those of the same commit. */
  filled: JsonObject;
}

/** The versions of a spec in git, the newest first, at most 50. */
export async function* versionsInGit(
  { uri, path, sources }: ComparedSpec,
  ask: AskServer,
): AsyncGenerator<VersionInGit, void, undefined> {
  if (path === undefined) return;
  for await (const version of gitVersions(path)) {
    const text = await version.text();
    const request = await ask('cekuraAgent/request', { textDocument: { uri }, text });
    if (request.body === null || request.errors.length > 0) continue;
    const filled = await fillWithoutSecrets(request, sourcesAt(version, sources));
    if ('body' in filled) yield { text, filled: filled.body };
  }
}

/**
 * What a spec and its agent had in common last, by the history of the spec: the newest version in git that says nothing else
 * than the agent does now. Undefined when there is none.
 *
 * @param versions from `versionsInGit`
 */
export async function gitBase(
  { uri }: Pick<ComparedSpec, 'uri'>,
  agent: JsonObject,
  versions: AsyncIterable<VersionInGit>,
  ask: AskServer,
): Promise<JsonObject | undefined> {
  const textDocument = { uri };
  for await (const version of versions) {
    const given = { textDocument, ...version, agent, base: null };
    const { differences } = await ask('cekuraAgent/compare', given);
    if (differences.length === 0) return ask('cekuraAgent/common', { ...given, isSent: true });
  }
  return undefined;
}

function sourcesAt(version: GitVersion, { env, secret }: Sources): Sources {
  const read =
    (encoding: 'utf8' | 'base64') =>
    async (name: string): Promise<Value> => {
      const bytes = await version.file(name);
      return bytes ? { text: bytes.toString(encoding) } : { problem: `There was no ${name}.` };
    };
  return { env, secret, file: read('utf8'), fileBase64: read('base64') };
}
