import type { AskServer, JsonObject } from '../../../shared/src/messages';
import type { Sources, Value } from '../placeholders/fillPlaceholders';
import { type GitVersion, gitVersions } from './gitVersions';
import { type ComparedSpec, fillWithoutSecrets } from './look';

/**
 * What a spec and its agent had in common last, by the history of the spec: the newest version in git that says nothing else
 * than the agent does now. Undefined when there is none among the last 50.
 */
export async function gitBase(
  { uri, path, sources }: ComparedSpec,
  agent: JsonObject,
  ask: AskServer,
): Promise<JsonObject | undefined> {
  if (path === undefined) return undefined;
  const textDocument = { uri };
  for await (const version of gitVersions(path)) {
    const text = await version.text();
    const request = await ask('cekuraAgent/request', { textDocument, text });
    if (request.body === null || request.errors.length > 0) continue;
    const filled = await fillWithoutSecrets(request, sourcesAt(version, sources));
    if (!('body' in filled)) continue;
    const given = { textDocument, text, filled: filled.body, agent, base: null };
    const { differences } = await ask('cekuraAgent/compare', given);
    if (differences.length === 0) return ask('cekuraAgent/common', { ...given, isSent: true });
  }
  return undefined;
}

/** Files are those of the same commit. */
function sourcesAt(version: GitVersion, { env, secret }: Sources): Sources {
  const read =
    (encoding: 'utf8' | 'base64') =>
    async (name: string): Promise<Value> => {
      const bytes = await version.file(name);
      return bytes ? { text: bytes.toString(encoding) } : { problem: `There was no ${name}.` };
    };
  return { env, secret, file: read('utf8'), fileBase64: read('base64') };
}
