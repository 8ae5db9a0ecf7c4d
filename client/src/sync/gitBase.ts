import type { AskServer, JsonObject, Template } from '../../../shared/src/messages';
import { needsSecret } from '../../../shared/src/needsSecret';
import type { Sources, Value } from '../placeholders/fillPlaceholders';
import { type ComparedSpec, fillWithoutSecrets } from './comparedSpec';
import { type GitVersion, gitVersions } from './gitVersions';
import { type UnsureSecret, unsureSecrets } from './unsureSecrets';

/** A version of a spec in git that has no errors. */
export interface VersionInGit {
  /** The hash of the commit. */
  commit: string;
  text: string;
  /** Texts of the body with placeholders in them. */
  templates: Template[];
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
    if ('body' in filled) {
      yield { commit: version.commit, text, templates: request.templates, filled: filled.body };
    }
  }
}

/** What both sides had in common last. */
export interface KnownBase {
  base: JsonObject;
  /** Secrets of which nobody knows whether they were sent. */
  unsure: UnsureSecret[];
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
): Promise<KnownBase | undefined> {
  const givenOf = ({ text, filled }: VersionInGit) => {
    return { textDocument: { uri }, text, filled, agent, base: null };
  };
  const same: VersionInGit[] = [];
  for await (const version of versions) {
    const { differences } = await ask('cekuraAgent/compare', givenOf(version));
    if (differences.length === 0) same.push(version);
    // Those before say nothing of a version without secrets.
    if (same.length > 0 && (differences.length > 0 || !same[0]?.templates.some(needsSecret))) break;
  }
  const [newest] = same;
  if (newest === undefined) return undefined;
  const base = await ask('cekuraAgent/common', { ...givenOf(newest), isSent: true });
  return { base, unsure: unsureSecrets(same) };
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
